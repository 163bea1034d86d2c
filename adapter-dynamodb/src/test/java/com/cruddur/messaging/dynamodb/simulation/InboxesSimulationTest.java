package com.cruddur.messaging.dynamodb.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InboxesSimulationTest {
    private static final String SEED = "messaging.simulation.seed";
    private static final int SCHEDULES = Integer.getInteger("messaging.simulation.schedules", 6_000);
    private static final int SCHEDULES_FOR_A_MUTANT = 500;

    @Test
    void everyInboxIsRightAtEveryStepOfEverySchedule() {
        Long seed = Long.getLong(SEED);
        if (seed != null) {
            Simulation.replay(Handler.OURS, seed).forEach(System.out::println);
        }
        Simulation simulation =
                seed == null ? Simulation.of(Handler.OURS, SCHEDULES) : Simulation.ofSeed(Handler.OURS, seed);
        assertThat(simulation.shortest()).as(() -> described(simulation)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyMutantIsCaught(Mutant mutant) {
        Simulation simulation = Simulation.of(mutant.handler, SCHEDULES_FOR_A_MUTANT);
        System.out.printf(
                "%-26s caught in %5.1f %%, ends wrong in %5.1f %% %s%n",
                mutant,
                100.0 * simulation.caught() / simulation.schedules(),
                100.0 * simulation.endWrong() / simulation.schedules(),
                mutant.figure);
        assertThat(simulation.shortest()).isPresent();
    }

    /** So that no change makes the simulation tame without anybody's knowledge. */
    @Test
    void theSchedulesContainEveryKindOfFault() {
        String traces = String.join("\n", traces());
        assertThat(traces)
                .contains(
                        "crashed", "REFUSED", "UNKNOWN", "stands still", "zombie", "delivered again", "deliver [REMOVE")
                // Fences that held, and rows that had to stand later than their message.
                .containsPattern("-> \\[ROWS#")
                .containsPattern("-> \\[GRP#");
    }

    @Test
    void aSeedAlwaysGivesTheSameSchedule() {
        assertThat(traces()).isEqualTo(traces());
    }

    private static List<String> traces() {
        return LongStream.range(0, 300)
                .mapToObj(seed -> Simulation.replay(Handler.OURS, seed))
                .flatMap(List::stream)
                .toList();
    }

    private static String described(Simulation simulation) {
        return "%d of %d schedules%s"
                .formatted(
                        simulation.caught(),
                        simulation.schedules(),
                        simulation
                                .shortest()
                                .map(it -> "; the shortest, -D" + SEED + "=" + it.seed() + ":\n"
                                        + String.join("\n", Simulation.replay(Handler.OURS, it.seed())))
                                .orElse(""));
    }
}
