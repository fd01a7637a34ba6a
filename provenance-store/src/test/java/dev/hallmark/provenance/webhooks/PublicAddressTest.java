package dev.hallmark.provenance.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "100.64.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255",
        "192.168.1.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1",
        "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1",
        "2001:db8::1", "2001::1", "3fff::1", "100::1"
    })
    void isNotOneOfTheOperatorsNetwork(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "9.9.9.9", "172.15.255.255", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2001:4860::8888"})
    void isOneOfThePublicInternet(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void backsOffAndGivesUpInTheEnd() {
        Backoff backoff = new Backoff(Duration.ofDays(3));
        Instant queued = Instant.EPOCH;
        assertThat(backoff.next(1, queued, queued)).contains(queued.plusSeconds(5));
        assertThat(backoff.next(3, queued, queued)).contains(queued.plusSeconds(80));
        assertThat(backoff.next(40, queued, queued)).contains(queued.plus(Duration.ofHours(12)));
        assertThat(backoff.next(12, queued, queued.plus(Duration.ofHours(61)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://receiver.example/", "https:///x", "https://a@receiver.example/", "javascript:x", "https://receiver.example/#f"})
    void acceptsHttpsAlone(String url) {
        assertThat(ReceiverUrl.parse(url, false).asOptional()).isEmpty();
    }
}
