package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.cruddur.messaging.port.MessageStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each planted fault of a store makes one contract test fail, and the name of that test says what is wrong. */
class PlantedFaultsTest {
    /** A race may be lost by luck: the test that looks for it has this many tries. */
    private static final int TRIES = 5;

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("aGroupOfOthersHasNoPage", AccessFaults.ShowsMessagesToStrangers::new),
                fault("aPostToAGroupOfOthersIsRefused", AccessFaults.TakesPostsOfStrangers::new),
                fault("aMessageToOneselfIsRefused", AccessFaults.TakesMessagesToOneself::new),
                fault("aClockThatStepsBackDoesNotMoveAMessageBack", OrderFaults.TrustsTheClock::new),
                fault("messagesOfOneInstantAreKeptApartByAMicrosecond", OrderFaults.SharesATime::new),
                fault("timesAreKeptToTheMicrosecond", OrderFaults.CutsTimesToMilliseconds::new),
                fault("everyTextIsKeptAsItWasSent", OrderFaults.TrimsTexts::new),
                fault("aMessageKeepsTheNamesThatItsSenderHadThen", OrderFaults.ShowsTheNewestNames::new),
                fault("eightSendersLoseNothingAndKeepTheOrderOfAcknowledgement", RaceFaults.ReadsThenWrites::new),
                fault("aReaderNeverSeesAnEarlierMessageAppearLater", RaceFaults.ChoosesTheTimeBeforeTheLock::new),
                fault("racingFirstMessagesOpenOneGroupAndAreAllKeptInIt", RaceFaults.ChecksThePairThenInserts::new),
                fault("aReaderThatSeesAGroupFindsAllOfIt", RaceFaults.CommitsTheGroupBeforeItsMessage::new),
                fault("racingRetriesStoreOneMessageAndAllGetIt", RaceFaults.ChecksTheKeyThenWrites::new),
                fault("aReaderNeverMissesAGroupOrMeetsItTwiceWhileItMoves", RaceFaults.DeletesARowThenPutsIt::new),
                fault("aRetryOfAPostGetsTheFirstAnswer", KeyFaults.ForgetsKeys::new),
                fault("aRetryOfAFirstMessageGetsTheFirstAnswer", KeyFaults.SaysThatARetryIsNew::new),
                fault("aKeyIsRefusedForAnotherRequest", KeyFaults.IgnoresTheRequest::new),
                fault("theKeysOfTwoSendersNeverMeet", KeyFaults.SharesKeysOfSenders::new),
                fault("keysDifferInCaseAndInEveryVisibleCharacter", KeyFaults.IgnoresCase::new),
                fault("aRetryIsAnsweredBeforeTheGroupIsLookedAt", KeyFaults.LooksAtTheGroupFirst::new),
                fault("aKeyIsFreeAgainOnceItsTimeIsOver", KeyFaults.KeepsKeysForEver::new),
                fault("theMessagesClockEndsAKeyAndTheStoresClockDoesNot", KeyFaults.EndsKeysByItsOwnClock::new),
                fault("aRefusedPostLeavesItsKeyFree", KeyFaults.UsesUpTheKeyOfARefusedPost::new),
                fault("askingForAnAnswerWritesNothing", KeyFaults.ReservesAKeyThatIsAskedFor::new),
                fault("pagingShowsEachMessageOnceAtEveryPageSizeDuringPosts", PageFaults.PagesByOffset::new),
                fault("nextIsEmptyExactlyWhenNothingFollows", PageFaults.LeadsToAnEmptyPage::new),
                fault("aPageHoldsAThousandMessagesOrAllThereAre", PageFaults.StopsAtAHundred::new),
                fault("aPositionThatNoPageGaveIsRefusedOrHarmless", PageFaults.CrashesAtAForeignPosition::new),
                fault("thePairFindsItsGroupFromEitherSide", PageFaults.FindsAPairFromOneSide::new),
                fault("bothRowsShowTheNewestMessage", InboxFaults.NeverCatchesUp::new),
                fault("bothRowsShowTheNewestMessage", InboxFaults.MovesOneRow::new),
                fault("theGroupWithTheNewestMessageIsFirst", InboxFaults.KeepsTheOrderOfOpening::new),
                fault("groupsOfOneInstantAllStandInTheInbox", InboxFaults.HasOneRowAnInstant::new),
                fault("aLaterFirstMessageDoesNotRenameItsReceiver", InboxFaults.RenamesTheReceiver::new),
                fault("theOtherMembersInboxShowsTheNewNames", InboxFaults.ForgetsRenames::new),
                fault("messagesKeepTheNamesThatTheyWereSentWith", InboxFaults.RenamesMessages::new),
                fault("theOthersMessagesAreUnreadUntilTheyAreMarked", ReadFaults.CountsOwnMessages::new),
                fault("everyTimeHasItsCount", ReadFaults.ResetsACounter::new),
                fault("aHorizonNeverMovesBack", ReadFaults.MovesAHorizonBack::new),
                fault("aTimeBetweenTwoMessagesStandsForTheEarlierOne", ReadFaults.KeepsATimeBetweenTwoMessages::new),
                fault("aTimeLaterThanTheNewestMessageIsRefused", ReadFaults.TakesALaterTime::new),
                fault("onlyAMemberMarksAndFindsAGroup", ReadFaults.LooksAtTheTimeBeforeTheMember::new),
                fault("postingMarksNothing", ReadFaults.MarksWhatItsReaderPosts::new),
                fault("aHorizonStaysWhenMessagesComeAndNamesChange", ReadFaults.LosesAHorizonToAMove::new),
                fault("unreadIsExactHoweverMarksRaceWithPosts", ReadFaults.LosesARacingMark::new),
                fault("aGroupIsFoundBehindNoMessage", ReadFaults.FindsTheFirstMessage::new),
                fault("everyMessageAfterATimeIsThereOnceOldestFirst", ReadFaults.RepeatsTheMessageOfTheTime::new),
                fault("aPageThatReachesTheNewestMessageHasNoNext", ReadFaults.LeadsOnAfterTheNewestMessage::new),
                fault("anActionRunsOnceBothListsShowTheMessage", ReadFaults.RunsTheActionAtOnce::new));
    }

    @ParameterizedTest(name = "{1} is caught by {0}")
    @MethodSource("faults")
    void aPlantedFaultIsCaught(String test, String fault, Supplier<SimpleStore> faulty) throws Exception {
        Method contract = StoreContract.class.getMethod(test);
        StoreContract subject = new StoreContract() {
            private final SimpleStore store = faulty.get();

            @Override
            public MessageStore store() {
                return store;
            }
        };
        Throwable caught = null;
        for (int i = 0; i < TRIES && caught == null; i++) {
            caught = failure(contract, subject);
        }
        assertThat(caught)
                .describedAs("the failure of %s on a store that %s", test, fault)
                .isNotNull();
    }

    private static Throwable failure(Method contract, StoreContract subject) throws IllegalAccessException {
        try {
            contract.invoke(subject);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }

    private static Arguments fault(String test, Supplier<SimpleStore> faulty) {
        return arguments(test, faulty.get().getClass().getSimpleName(), faulty);
    }
}
