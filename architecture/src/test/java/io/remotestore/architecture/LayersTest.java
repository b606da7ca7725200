package io.remotestore.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.remotestore.spi.Driver;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** Who may see whom. */
final class LayersTest {
  private static final String API = "io.remotestore";
  private static final String CONFIG = "io.remotestore.config..";
  private static final String SETTINGS = "io.remotestore.settings..";
  private static final String KERNEL = "io.remotestore.kernel..";
  private static final String SPI = "io.remotestore.spi..";
  private static final String TRANSPORT = "io.remotestore.transport..";
  private static final String[] EMBEDDED = {"io.remotestore.local..", "io.remotestore.memory.."};
  private static final String[] ON_HTTP = {"io.remotestore.http..", "io.remotestore.s3.."};

  private final JavaClasses all =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.remotestore");

  @Test
  void nothingInCoreSeesABackend() {
    noClasses()
        .that()
        .resideInAnyPackage(API, CONFIG, SETTINGS, KERNEL, SPI)
        .and()
        .doNotHaveSimpleName("Stores") // the front door names the two backends of this jar
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(EMBEDDED)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(ON_HTTP)
        .because("backends are found by their type")
        .check(all);
  }

  @Test
  void embeddedBackendsSeeTheSpi() {
    classes()
        .that()
        .resideInAnyPackage(EMBEDDED)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            API,
            SETTINGS,
            SPI,
            "io.remotestore.local..",
            "io.remotestore.memory..")
        .check(all);
  }

  @Test
  void backendsOnHttpSeeTheSpiAndTheTransport() {
    classes()
        .that()
        .resideInAnyPackage(ON_HTTP)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax..",
            "org.jspecify..",
            "com.fasterxml.jackson.core..", // replies of credential services
            API,
            CONFIG,
            SPI,
            TRANSPORT,
            "io.remotestore.http..",
            "io.remotestore.s3..")
        .check(all);
  }

  @Test
  void theTransportSeesTheSpi() {
    classes()
        .that()
        .resideInAPackage(TRANSPORT)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "javax..", "org.jspecify..", API, CONFIG, SPI, TRANSPORT)
        .check(all);
  }

  @Test
  void noBackendSeesAnother() {
    slices()
        .matching("io.remotestore.(local|memory|http|s3)..")
        .should()
        .notDependOnEachOther()
        .check(all);
  }

  @Test
  void nothingOutsideUsesTheKernel() {
    noClasses()
        .that()
        .resideOutsideOfPackages(KERNEL, API, CONFIG, SETTINGS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(KERNEL)
        .check(all);
  }

  @Test
  void fromInsideOnlyItsFrontDoor() {
    noClasses()
        .that()
        .resideInAnyPackage(API, CONFIG, SETTINGS)
        .should()
        .dependOnClassesThat(
            new DescribedPredicate<JavaClass>("are kernel classes other than Kernel") {
              @Override
              public boolean test(JavaClass type) {
                return type.getPackageName().equals("io.remotestore.kernel")
                    && !type.getSimpleName().equals("Kernel");
              }
            })
        .check(all);
  }

  @Test
  void onlyTheKernelCallsDrivers() {
    noClasses()
        .that()
        .resideOutsideOfPackages(KERNEL, "io.remotestore.testkit..")
        .should()
        .accessTargetWhere(
            new DescribedPredicate<JavaAccess<?>>("a primitive of Driver is called") {
              @Override
              public boolean test(JavaAccess<?> access) {
                // A driver recognises another one of its kind by unwrap, which is no primitive.
                return access.getTargetOwner().isEquivalentTo(Driver.class)
                    && !Set.of("close", "unwrap").contains(access.getTarget().getName());
              }
            })
        .check(all);
  }

  @Test
  void coreNeedsNothingAtRunTime() {
    classes()
        .that()
        .resideInAnyPackage(
            API, CONFIG, SETTINGS, KERNEL, SPI, "io.remotestore.local..", "io.remotestore.memory..")
        .and()
        .resideOutsideOfPackages(
            "io.remotestore.config.toml..",
            "io.remotestore.config.yaml..",
            "io.remotestore.config.json..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            API,
            CONFIG,
            SETTINGS,
            KERNEL,
            SPI,
            "io.remotestore.local..",
            "io.remotestore.memory..")
        .check(all);
  }

  @Test
  void noCommonPoolAndNoBareSleep() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ForkJoinPool.class)
        .orShould()
        .accessTargetWhere(
            new DescribedPredicate<JavaAccess<?>>("a future runs what it is given in that pool") {
              @Override
              public boolean test(JavaAccess<?> access) {
                return access.getTargetOwner().isAssignableTo(CompletableFuture.class)
                    && access.getTarget().getName().endsWith("Async");
              }
            })
        .check(all);
    noClasses()
        .that()
        .doNotHaveSimpleName("Transport") // its watchdog, on a thread of its own that closing ends
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .check(all);
  }

  @Test
  void namesSayWhatTheyDo() {
    noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Impl|Manager)").check(all);
  }
}
