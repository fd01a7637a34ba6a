package dev.hallmark.verifier;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String[] PURE = {"..refusal..", "..encoding..", "..attestation..", "..sigstore..", "..policy..", "..verification..", "..bundle.."};
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.hallmark.verifier");

    @Test
    void keepsTheDecisionPlain() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .and()
                .resideInAPackage("dev.hallmark.verifier..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..", "io.smallrye..", "jakarta..", "org.eclipse..", "org.apache.kafka..", "io.micrometer..",
                        "org.jboss..", "java.net..", "java.util.concurrent..")
                .because("rules and cryptography are read, tested and reasoned about without a framework, and without a network")
                .check(CLASSES);
    }

    @Test
    void readsNoClockInTheDecision() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Instant.class, "now", Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .because("an attestation is judged by the time of its signature: the same upload has the same verdict at any time")
                .check(CLASSES);
    }

    @Test
    void usesSigstoreJavaForTrustRootFilesOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.hallmark.verifier..")
                .and()
                .doNotHaveFullyQualifiedName("dev.hallmark.verifier.sigstore.TrustRoot")
                .and()
                .haveNameNotMatching("dev\\.hallmark\\.verifier\\.service\\.TufUpdates.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sigstore..")
                .because("version 2.0.0 doesn't compare the signing time with the certificate: the steps are our own")
                .check(CLASSES);
        classes()
                .that()
                .haveFullyQualifiedName("dev.hallmark.verifier.sigstore.TrustRoot")
                .should()
                .onlyDependOnClassesThat(resideInAPackage("dev.sigstore.trustroot..")
                        .or(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage("dev.sigstore.."))))
                .because("a trust root is read, nothing is verified with the library")
                .check(CLASSES);
    }

    @Test
    void installsNoProvider() {
        noClasses()
                .should()
                .callMethod(java.security.Security.class, "addProvider", java.security.Provider.class)
                .orShould()
                .callMethod(java.security.Security.class, "insertProviderAt", java.security.Provider.class, int.class)
                .because("a provider that is installed changes the cryptography of the whole process")
                .check(CLASSES);
    }

    @Test
    void hasNoCycles() {
        slices().matching("dev.hallmark.verifier.(*)..").should().beFreeOfCycles()
                .because("the packages are layers: refusal, encoding, attestation and sigstore, policy, verification, service")
                .check(CLASSES);
    }

    @Test
    void keepsServicesApart() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.hallmark.upload..", "dev.hallmark.store..", "dev.hallmark.provenance..", "dev.hallmark.development..")
                .because("services share the event contract and nothing else, and development authorities never ship")
                .check(CLASSES);
    }
}
