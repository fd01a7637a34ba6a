package dev.hallmark.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = Main.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES = slices().matching("dev.hallmark.standalone.(*)..").should()
            .beFreeOfCycles().because("each part is understood without the launcher that puts them together");

    @ArchTest
    static final ArchRule PARTS_DO_NOT_KNOW_THE_LAUNCHER = noClasses().that().resideOutsideOfPackage("dev.hallmark.standalone")
            .should().dependOnClassesThat().resideInAPackage("dev.hallmark.standalone")
            .because("the launcher is put together from parts, not the other way round");

    @ArchTest
    static final ArchRule ONLY_THE_DEMONSTRATION_USES_THE_LOCAL_AUTHORITIES = noClasses().that()
            .resideOutsideOfPackage("..demo..").should().dependOnClassesThat().resideInAPackage("dev.hallmark.development..")
            .because("the launcher starts them as a process of their own and can leave them out");

    @ArchTest
    static final ArchRule ONLY_THE_GATEWAY_IS_ASYNCHRONOUS = noClasses().that().resideOutsideOfPackage("..gateway..").should()
            .dependOnClassesThat().resideInAPackage("io.vertx..")
            .because("everything else is plain Java that may block");
}
