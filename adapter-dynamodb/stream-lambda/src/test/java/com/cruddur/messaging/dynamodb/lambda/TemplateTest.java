package com.cruddur.messaging.dynamodb.lambda;

import static com.cruddur.messaging.dynamodb.lambda.Template.list;
import static com.cruddur.messaging.dynamodb.lambda.Template.map;
import static com.cruddur.messaging.dynamodb.lambda.Template.maps;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.dynamodb.stream.ChangeRecord;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.event.ruler.Ruler;

/** The deployment template against the code that it deploys and the table that the code makes. */
class TemplateTest {
    private static final String RECORD = "{\"eventName\":\"%s\",\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":\"%s\"}}}}";
    private static final UUID GROUP = UUID.randomUUID();

    private final Template template = Template.where();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theTableIsTheOneThatTheLibraryCreates(boolean groupIndex) {
        Template deployed = groupIndex ? Template.where("HasGroupIndex") : template;
        Map<String, Object> table = deployed.properties("Table");
        AmazonDynamoDBLocal local = DynamoDBEmbedded.create();
        try (DynamoDbClient client = local.dynamoDbClient()) {
            new TableAdmin(client, TableAdmin.NAME).create(groupIndex);
            TableDescription created =
                    client.describeTable(it -> it.tableName(TableAdmin.NAME)).table();
            assertThat(keys(table.get("KeySchema"))).isEqualTo(keys(created.keySchema()));
            assertThat(texts(table.get("AttributeDefinitions"), "AttributeName", "AttributeType"))
                    .containsExactlyInAnyOrderElementsOf(created.attributeDefinitions().stream()
                            .map(it -> it.attributeName() + " " + it.attributeTypeAsString())
                            .toList());
            assertThat(indexes(table))
                    .isEqualTo(created.globalSecondaryIndexes().stream()
                            .map(it -> it.indexName() + " " + keys(it.keySchema()) + " "
                                    + it.projection().projectionTypeAsString())
                            .toList())
                    .hasSize(groupIndex ? 1 : 0);
            assertThat(map(table.get("StreamSpecification")))
                    .containsExactly(Map.entry(
                            "StreamViewType", created.streamSpecification().streamViewTypeAsString()));
            assertThat(table)
                    .containsEntry("BillingMode", created.billingModeSummary().billingModeAsString())
                    .containsEntry(
                            "TimeToLiveSpecification",
                            Map.of(
                                    "AttributeName",
                                    client.describeTimeToLive(it -> it.tableName(TableAdmin.NAME))
                                            .timeToLiveDescription()
                                            .attributeName(),
                                    "Enabled",
                                    "true"));
        } finally {
            local.shutdown();
        }
    }

    @Test
    void theTableOutlivesTheStackAndMistakes() {
        assertThat(template.resource("Table"))
                .containsEntry("DeletionPolicy", "Retain")
                .containsEntry("UpdateReplacePolicy", "Retain");
        assertThat(template.properties("Table"))
                .containsEntry("DeletionProtectionEnabled", "true")
                .containsEntry("PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", "true"));
    }

    @Test
    void parametersThatAreNotGivenMakeTheTableThatServeExpectsAndNoVpc() {
        Map<String, Object> parameters = map(template.sections().get("Parameters"));
        assertThat(map(parameters.get("TableName"))).containsEntry("Default", TableAdmin.NAME);
        assertThat(map(parameters.get("GroupIndex"))).containsEntry("Default", "false");
        assertThat(map(parameters.get("VpcId"))).containsEntry("Default", "");
        assertThat(template.properties("Function")).doesNotContainKey("VpcConfig");
        assertThat(template.resources()).doesNotContainKeys("DynamoDbEndpoint", "FunctionSecurityGroup");
    }

    @Test
    void theTableHasTheNameThatIsGivenAndElseOneOfCloudFormation() {
        assertThat(Template.where("HasTableName").properties("Table"))
                .containsEntry("TableName", Map.of("!Ref", "TableName"));
        assertThat(template.properties("Table")).doesNotContainKey("TableName");
        Map<String, Object> parameter =
                map(map(template.sections().get("Parameters")).get("TableName"));
        assertThat("").matches((String) parameter.get("AllowedPattern"));
        assertThat("CrdDdb-Table_1.2").matches((String) parameter.get("AllowedPattern"));
        assertThat("ab").doesNotMatch((String) parameter.get("AllowedPattern"));
    }

    @Test
    void inAVpcTheFunctionReachesTheTableThroughAGateway() {
        Template inVpc = Template.where("HasVpc");
        assertThat(map(inVpc.properties("Function").get("VpcConfig")))
                .containsEntry("SecurityGroupIds", List.of(Map.of("!Ref", "FunctionSecurityGroup")));
        assertThat(inVpc.properties("DynamoDbEndpoint"))
                .containsEntry("VpcEndpointType", "Gateway")
                .containsEntry("ServiceName", Map.of("!Sub", "com.amazonaws.${AWS::Region}.dynamodb"))
                .containsEntry("RouteTableIds", Map.of("!Ref", "RouteTableIds"));
    }

    @Test
    void theHandlerIsThere() throws ClassNotFoundException {
        Class<?> handler =
                Class.forName((String) template.properties("Function").get("Handler"));
        assertThat(handler).isEqualTo(StreamHandler.class).isAssignableTo(RequestHandler.class);
    }

    @Test
    void aFailureIsReportedByItsRecordAndGivenUpInTheEnd() {
        Map<String, Object> mapping = template.properties("StreamToFunction");
        assertThat(mapping)
                .containsEntry("EventSourceArn", Map.of("!GetAtt", "Table.StreamArn"))
                .containsEntry("FunctionResponseTypes", List.of("ReportBatchItemFailures"))
                .containsEntry("BisectBatchOnFunctionError", "true")
                .containsEntry(
                        "DestinationConfig",
                        Map.of("OnFailure", Map.of("Destination", Map.of("!GetAtt", "GivenUp.Arn"))));
        assertThat(number(mapping, "MaximumRetryAttempts")).isPositive();
        int dayOfTheStream = 24 * 60 * 60;
        assertThat(number(mapping, "MaximumRecordAgeInSeconds")).isBetween(1, dayOfTheStream - 1);
    }

    @Test
    void aBatchOfGroupsThatAllWaitForTheTableEndsInTime() {
        int secondsOfACall = 5;
        assertThat(number(template.properties("StreamToFunction"), "BatchSize") * secondsOfACall)
                .isLessThan(number(template.properties("Function"), "Timeout"));
    }

    /** A record under {@code HEAD#} without a uuid passes the filter, and the handler logs it. */
    @ParameterizedTest
    @CsvSource({
        "INSERT, MSG#%s", "MODIFY, MSG#%s", "REMOVE, MSG#%s", "INSERT, GRP#%s", "INSERT, HEAD#%s", "INSERT, ROWS#%s",
        "INSERT, PAIR#%s", "INSERT, SENT#%s", "INSERT, head#%s", "INSERT, XHEAD#%s", "MODIFY, HEAD#%s",
                "REMOVE, HEAD#%s"
    })
    void theFilterChoosesTheRecordsThatTheHandlerWouldChoose(String eventName, String key) throws Exception {
        Map<String, Object> filters =
                map(template.properties("StreamToFunction").get("FilterCriteria"));
        Map<String, Object> filter = map(list(filters.get("Filters")).get(0));
        String pk = key.formatted(GROUP);
        assertThat(list(filters.get("Filters"))).hasSize(1);
        assertThat(Ruler.matchesRule(RECORD.formatted(eventName, pk), (String) filter.get("Pattern")))
                .isEqualTo(new ChangeRecord("1", eventName, pk).changedGroup().isPresent());
    }

    @Test
    void theAlarmsNotifyTheTopicThatIsGiven() {
        for (String alarm : List.of("InboxesAreLate", "InboxesWereGivenUp")) {
            assertThat(template.properties(alarm)).doesNotContainKey("AlarmActions");
            assertThat(Template.where("HasAlarmTopic").properties(alarm))
                    .containsEntry("AlarmActions", List.of(Map.of("!Ref", "AlarmTopicArn")));
        }
    }

    private static List<String> keys(List<KeySchemaElement> schema) {
        return schema.stream()
                .map(it -> it.attributeName() + " " + it.keyTypeAsString())
                .toList();
    }

    private static List<String> keys(Object schema) {
        return texts(schema, "AttributeName", "KeyType");
    }

    private static List<String> texts(Object list, String first, String second) {
        return maps(list).stream()
                .map(it -> it.get(first) + " " + it.get(second))
                .toList();
    }

    private static List<String> indexes(Map<String, Object> table) {
        return maps(table.getOrDefault("GlobalSecondaryIndexes", List.of())).stream()
                .map(it -> it.get("IndexName") + " " + keys(it.get("KeySchema")) + " "
                        + map(it.get("Projection")).get("ProjectionType"))
                .toList();
    }

    private static int number(Map<String, Object> properties, String name) {
        return Integer.parseInt((String) properties.get(name));
    }
}
