package dev.hallmark.standalone.services;

import dev.hallmark.standalone.process.Probe;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/// Whether a loopback URL answers 200.
public record HttpProbe(URI url) implements Probe {
    private static final int TIMEOUT_MILLIS = 5_000;

    @Override
    public boolean holds() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } finally {
            connection.disconnect();
        }
    }
}
