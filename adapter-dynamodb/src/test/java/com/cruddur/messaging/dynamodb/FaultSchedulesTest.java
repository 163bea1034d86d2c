package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** Many schedules of operations and faults, on as many DynamoDB Local in this process as it has processors. */
class FaultSchedulesTest {
    private static final String SEED = "messaging.seed";
    private static final int SCHEDULES = Integer.getInteger("messaging.schedules", 6);
    private static final int SCHEDULES_FOR_A_MISTAKE = 100;
    private static final String TABLE = "schedule";

    @Test
    void everyInboxIsRightWheneverItIsLookedAtAndAfterTheDrain() throws Exception {
        Long seed = Long.getLong(SEED);
        if (seed != null) {
            run(new long[] {seed});
            return;
        }
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), SCHEDULES);
        assertThat(Together.run(threads, thread -> run(seeds(thread, threads))).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(SCHEDULES);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyPlantedMistakeIsCaught(PlantedMistake planted) {
        AmazonDynamoDBLocal local = DynamoDBEmbedded.create();
        try (DynamoDbClient client = local.dynamoDbClient()) {
            int schedules = 1;
            while (schedules <= SCHEDULES_FOR_A_MISTAKE && !isCaught(planted.seed + schedules - 1, client, planted)) {
                schedules++;
            }
            System.out.println(planted + " is caught by schedule " + (planted.seed + schedules - 1));
            assertThat(schedules).isLessThanOrEqualTo(SCHEDULES_FOR_A_MISTAKE);
        } finally {
            local.shutdown();
        }
    }

    private static boolean isCaught(long seed, DynamoDbClient client, PlantedMistake planted) {
        try {
            run(seed, client, planted);
            return false;
        } catch (AssertionError caught) {
            System.out.println(planted + ": "
                    + caught.getCause().getMessage().lines().findFirst().orElse(""));
            return true;
        }
    }

    private static long[] seeds(int thread, int threads) {
        return new Random().longs((SCHEDULES + thread) / threads).toArray();
    }

    /** @return how many schedules were run */
    private static int run(long[] seeds) {
        AmazonDynamoDBLocal local = DynamoDBEmbedded.create();
        try (DynamoDbClient client = local.dynamoDbClient()) {
            for (long seed : seeds) {
                run(seed, client);
            }
            return seeds.length;
        } finally {
            local.shutdown();
        }
    }

    private static void run(long seed, DynamoDbClient client) {
        run(seed, client, PlantedMistake.NONE);
    }

    private static void run(long seed, DynamoDbClient client, PlantedMistake planted) {
        LocalDynamoDb.createWithoutStream(client, TABLE);
        try {
            new FaultSchedule(seed, client, TABLE, planted).run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("replay with -D" + SEED + "=" + seed, e);
        } finally {
            client.deleteTable(it -> it.tableName(TABLE));
        }
    }
}
