package dev.hallmark.benchmarks.drain;

import dev.hallmark.benchmarks.uploads.AttestedUploads;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.contract.event.UploadStaged;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Uploads that wait in the topic `uploads`.
///
/// @param uploadsByProject upload ids in the order in which each project's uploads were sent, under the records' key
record Backlog(int size, Map<String, List<UUID>> uploadsByProject) {

    private static final int FILES_OF_A_RELEASE = 4;

    /// Signs and sends.
    static Backlog send(String bootstrapServers, AttestedUploads uploads, int size)
            throws InterruptedException, ExecutionException {
        EventCodec codec = new EventCodec();
        Map<String, List<UUID>> uploadsByProject = new HashMap<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>(size);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG, "20",
                        ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 * 1024)),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int release = 0; sent.size() < size; release++) {
                for (UploadStaged upload : uploads.release(release, Math.min(FILES_OF_A_RELEASE, size - sent.size()))) {
                    UUID id = upload.file().uploadId();
                    EventRecord event = codec.write(id, "upload-service", Instant.EPOCH, upload);
                    uploadsByProject.computeIfAbsent(event.key(), _ -> new ArrayList<>()).add(id);
                    sent.add(producer.send(record(event)));
                }
            }
            for (Future<RecordMetadata> acknowledgement : sent) {
                acknowledgement.get();
            }
        }
        return new Backlog(size, uploadsByProject);
    }

    private static ProducerRecord<String, byte[]> record(EventRecord event) {
        RecordHeaders headers = new RecordHeaders();
        event.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(
                event.topic(), null, event.key(), event.json().getBytes(StandardCharsets.UTF_8), headers);
    }
}
