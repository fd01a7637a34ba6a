package dev.hallmark.endtoend;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Says at the end of the run which tests were skipped and why: a gap is printed, not hidden.
public final class SkippedTests implements TestExecutionListener {

    private final Map<String, SortedSet<String>> testsByReason = new TreeMap<>();

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        add(reason, test);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            String reason = result.getThrowable().map(Throwable::getMessage).orElse("no reason");
            add(reason.replace("Assumption failed: ", ""), test);
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        testsByReason.forEach((reason, tests) ->
                System.out.println("hallmark: end-to-end tests skipped (" + reason + "): " + String.join(", ", tests)));
    }

    private void add(String reason, TestIdentifier test) {
        testsByReason.computeIfAbsent(reason, _ -> new TreeSet<>()).add(name(test));
    }

    private static String name(TestIdentifier test) {
        return switch (test.getSource().orElse(null)) {
            case MethodSource method -> method.getJavaClass().getSimpleName() + "." + method.getMethodName();
            case ClassSource all -> all.getJavaClass().getSimpleName() + " (all)";
            case null, default -> test.getDisplayName();
        };
    }
}
