package dev.hallmark.development;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.hallmark.development", importOptions = ImportOption.DoNotIncludeTests.class)
final class ModuleBoundariesTest {

    @ArchTest
    static final ArchRule USES_FOUR_LIBRARIES = classes()
            .should().onlyDependOnClassesThat().resideInAnyPackage(
                    "dev.hallmark.development..", "dev.hallmark.contract", "java..", "com.sun.net.httpserver",
                    "com.fasterxml.jackson..", "org.bouncycastle..", "org.jose4j..", "org.jspecify..")
            .because("a verifier must not be tested with authorities that share its code");

    @ArchTest
    static final ArchRule ISSUER_KNOWS_NO_SIGSTORE = noClasses()
            .that().resideInAPackage("..oidc")
            .should().dependOnClassesThat().resideInAPackage("..sigstore")
            .because("tests of token minting use the issuer alone");

    @ArchTest
    static final ArchRule WEB_KNOWS_NO_AUTHORITY = noClasses()
            .that().resideInAPackage("..web")
            .should().dependOnClassesThat().resideInAnyPackage("..oidc", "..sigstore", "..files", "dev.hallmark.development")
            .because("endpoints are given to the server, which knows none by name");

    @ArchTest
    static final ArchRule NO_PACKAGE_NEEDS_ITSELF = slices()
            .matching("dev.hallmark.(**)")
            .should().beFreeOfCycles()
            .because("each part can be read after those that it uses");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .that().haveNameNotMatching(".*\\.Main")
            .should().callMethod(java.time.Instant.class, "now")
            .orShould().callMethod(java.time.Clock.class, "systemUTC")
            .orShould().callMethod(System.class, "currentTimeMillis")
            .because("tests decide when a certificate is issued and when an entry is logged");
}
