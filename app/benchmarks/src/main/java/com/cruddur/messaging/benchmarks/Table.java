package com.cruddur.messaging.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The measurements, a line for each pattern. */
record Table(List<String> names, List<Comparison> comparisons) {
    void print(String title, ToDoubleFunction<Sample> of, String format) {
        System.out.printf("%n%s%n%-24s", title, "");
        names.forEach(name -> System.out.printf("%12s", name));
        names.subList(1, names.size()).forEach(name -> System.out.printf("%26s", "ratio to " + name));
        System.out.println();
        for (Comparison comparison : comparisons) {
            System.out.printf("%-24s", comparison.pattern());
            for (Contender contender : comparison.contenders()) {
                System.out.printf("%12s", String.format(format, contender.median(of)));
            }
            for (Contender other : comparison.others()) {
                System.out.printf("%26s", ratio(comparison.ours(), other, of));
            }
            System.out.println();
        }
    }

    private static String ratio(Contender ours, Contender other, ToDoubleFunction<Sample> of) {
        return String.format(
                "%.2f (%.2f to %.2f)",
                ours.medianRatio(other, of), ours.lowestRatio(other, of), ours.highestRatio(other, of));
    }
}
