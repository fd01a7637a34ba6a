package dev.hallmark.provenance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.hallmark.provenance.access.AdministratorOnly;
import jakarta.inject.Singleton;
import jakarta.persistence.Entity;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

@AnalyzeClasses(packages = "dev.hallmark.provenance", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule dependsOnNoOtherService = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.hallmark.upload..", "dev.hallmark.verifier..", "dev.hallmark.development..", "dev.hallmark.standalone.."))
            .because("services share the event contract and nothing else");

    @ArchTest
    static final ArchRule hasNoCycles = slices()
            .matching("dev.hallmark.provenance.(*)..")
            .should()
            .beFreeOfCycles()
            .because("each feature is to be read without the ones that use it");

    @ArchTest
    static final ArchRule nothingDependsOnIngest = noClasses()
            .that(resideInAPackage("dev.hallmark.provenance.."))
            .and()
            .resideOutsideOfPackage("..ingest..")
            .should()
            .dependOnClassesThat(resideInAPackage("..ingest.."))
            .because("readers know what was recorded and not how it came");

    @ArchTest
    static final ArchRule urlRulesAreJustRules = classes()
            .that(resideInAPackage("..provenance.urls.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.hallmark.provenance.urls..", "dev.hallmark.contract..", "java..", "org.jspecify.annotations.."))
            .because("what counts as verified has to be testable, and readable, without any framework");

    @ArchTest
    static final ArchRule onlyIngestAndAnnouncementsKnowKafka = noClasses()
            .that()
            .resideOutsideOfPackages("..ingest..", "..announcements..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "org.apache.kafka..", "io.smallrye.reactive.messaging..", "org.eclipse.microprofile.reactive.messaging.."))
            .because("reads stay up when Kafka is down");

    @ArchTest
    static final ArchRule rowsStayAtHome = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .bePackagePrivate()
            .because("features exchange records, never rows that are bound to a session");

    @ArchTest
    static final ArchRule refusedFilesAreShownNowhere = noClasses()
            .that()
            .resideOutsideOfPackages("..catalogue..", "..ingest..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.catalogue\\.Refus.*")
            .because("no page, listing or download may know of a file that was refused");

    @ArchTest
    static final ArchRule decisionsAreTheAdministrators = methods()
            .that()
            .areAnnotatedWith(POST.class)
            .or()
            .areAnnotatedWith(PUT.class)
            .or()
            .areAnnotatedWith(PATCH.class)
            .or()
            .areAnnotatedWith(DELETE.class)
            .should()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(AdministratorOnly.class)
            .because("everybody may read, and nobody but the administrator may decide");

    @ArchTest
    static final ArchRule resourcesAreSingletons = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .should()
            .beAnnotatedWith(Singleton.class)
            .because("a resource's scope is said, and a resource has no state of a request");

    @ArchTest
    static final ArchRule resourcesHaveFinalFields = fields()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Path.class)
            .should()
            .beFinal()
            .because("parameters that are injected into fields leak between requests (CVE-2025-1247)");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = noFields()
            .should()
            .beAnnotatedWith("jakarta.inject.Inject")
            .because("what a class needs is said by its constructor");

    @ArchTest
    static final ArchRule isFinalUnlessSealed = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .areNotAnnotatedWith(Entity.class)
            .and()
            .areNotAnnotatedWith("jakarta.annotation.Generated")
            .and()
            .haveSimpleNameNotEndingWith("package-info")
            .and()
            .haveSimpleNameNotEndingWith("_")
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("a class is made for inheritance or closed to it");

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a test decides what time it is");
}
