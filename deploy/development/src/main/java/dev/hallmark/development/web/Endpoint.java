package dev.hallmark.development.web;

/// Answers one request; what it throws is a bug and becomes a 500.
@FunctionalInterface
public interface Endpoint {

    Answer answer(Request request);
}
