package com.cruddur.messaging.contract;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Faults of a store in finding and paging. */
final class PageFaults {
    private PageFaults() {}

    static final class PagesByOffset extends SimpleStore {
        @Override
        Page<Message> page(StoredGroup of, String position, int limit) {
            List<Message> all = Pages.reversed(of.messages);
            int from = position == null ? 0 : Math.min(all.size(), number(position, Integer.MAX_VALUE));
            int to = Math.min(all.size(), from + limit);
            return new Page<>(
                    all.subList(from, to), to < all.size() ? Optional.of(String.valueOf(to)) : Optional.empty());
        }
    }

    static final class LeadsToAnEmptyPage extends SimpleStore {
        @Override
        Page<Message> page(StoredGroup of, String position, int limit) {
            Page<Message> page = super.page(of, position, limit);
            return page.next().isEmpty() && page.items().size() == limit
                    ? new Page<>(page.items(), Optional.of("0"))
                    : page;
        }
    }

    static final class StopsAtAHundred extends SimpleStore {
        @Override
        Page<Message> page(StoredGroup of, String position, int limit) {
            return super.page(of, position, Math.min(limit, 100));
        }
    }

    static final class CrashesAtAForeignPosition extends SimpleStore {
        @Override
        int number(String position, int max) {
            return Integer.parseInt(position);
        }
    }

    static final class FindsAPairFromOneSide extends SimpleStore {
        @Override
        public Optional<MessageGroup> findByMembers(UUID one, UUID another) {
            return super.findByMembers(one, another)
                    .filter(it -> it.members().get(0).equals(one));
        }
    }
}
