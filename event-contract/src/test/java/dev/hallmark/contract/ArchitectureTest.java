package dev.hallmark.contract;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.hallmark.contract", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule usesNothingButJacksonAndTheJdk = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.hallmark.contract..", "java.lang..", "java.math..", "java.nio..", "java.security..", "java.time..",
                    "java.util..", "java.io..", "com.fasterxml.jackson..", "org.jspecify.annotations.."))
            .because("every service shares this module: a framework here would be a framework in all of them");

    @ArchTest
    static final ArchRule valuesDoNotKnowEvents = noClasses()
            .that(resideInAPackage("dev.hallmark.contract"))
            .should()
            .dependOnClassesThat(resideInAPackage("dev.hallmark.contract.event"))
            .because("a name or a digest means the same wherever it travels");

    @ArchTest
    static final ArchRule holdsNoState = classes()
            .that()
            .areTopLevelClasses()
            .should()
            .haveOnlyFinalFields()
            .because("records and parsing only");

    @ArchTest
    static final ArchRule isFinalUnlessSealed = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("a value that can be subclassed is equal to nothing");

    @ArchTest
    static final ArchRule touchesNoFileAndNoNetwork = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.file.attribute..", "java.util.concurrent.."))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.Files")
            .because("what can't be read from a record's own bytes is not on the wire");
}
