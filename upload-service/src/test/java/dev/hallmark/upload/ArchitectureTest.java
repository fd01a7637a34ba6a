package dev.hallmark.upload;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.hallmark.upload.access.Requires;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;

@AnalyzeClasses(packages = "dev.hallmark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule featuresHaveNoCycles = slices().matching("dev.hallmark.upload.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature that needs another which needs it is one feature");

    @ArchTest
    static final ArchRule knowsNoOtherService = noClasses()
            .that(resideInAPackage("dev.hallmark.upload.."))
            .should()
            .dependOnClassesThat(are(resideInAPackage("dev.hallmark..")
                    .and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage("dev.hallmark.upload.."))
                            .and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage("dev.hallmark.contract.."))))))
            .because("the event contract is all that the services share");

    @ArchTest
    static final ArchRule everyResourceMethodSaysWhoMayCallIt = methods()
            .that()
            .areAnnotatedWith(GET.class)
            .or()
            .areAnnotatedWith(POST.class)
            .or()
            .areAnnotatedWith(PUT.class)
            .or()
            .areAnnotatedWith(PATCH.class)
            .or()
            .areAnnotatedWith(DELETE.class)
            .should()
            .beAnnotatedWith(Requires.class)
            .because("a route without an explicit permission is open by accident");

    @ArchTest
    static final ArchRule injectsThroughConstructors = fields().should()
            .notBeAnnotatedWith(Inject.class)
            .andShould()
            .notBeAnnotatedWith(jakarta.ws.rs.core.Context.class)
            .andShould()
            .notBeAnnotatedWith(jakarta.ws.rs.HeaderParam.class)
            .because("what a class needs is in its constructor, and what a request brings in its method");

    @ArchTest
    static final ArchRule readsNoSerialisedObjects = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.io.ObjectInputStream.class)
            .because("a stream of objects runs code of whoever wrote it");

    @ArchTest
    static final ArchRule takesTimeFromAClock = noClasses()
            .that()
            .doNotHaveSimpleName("SystemTime")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("tests bring another time");

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Impl|Dto|Mapper|Manager)")
            .because("such a name says nothing");

    @ArchTest
    static final ArchRule onlyTheArchiveReadsArchives = noClasses()
            .that(resideInAPackage("dev.hallmark.upload.."))
            .and()
            .resideOutsideOfPackage("dev.hallmark.upload.archive..")
            .and()
            .doNotHaveSimpleName("TokenText")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.commons.compress..", "java.util.zip")
            .because("reading an archive without bounds is how an index dies; a checksum is the one exception");

    @ArchTest
    static final ArchRule keepsUnverifiedTokensToTheExchange = classes()
            .that()
            .haveSimpleName("UnverifiedIdToken")
            .should()
            .notBePublic()
            .because("nobody outside of the exchange may see a token before it is verified");
}
