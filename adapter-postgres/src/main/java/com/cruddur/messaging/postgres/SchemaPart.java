package com.cruddur.messaging.postgres;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The parts that the first two migrations make. Another program may have dropped one since. */
enum SchemaPart {
    TABLE("public.users", """
            create table public.users (
              uuid uuid default gen_random_uuid() primary key,
              display_name text not null,
              handle text not null,
              email text not null,
              cognito_user_id text not null,
              created_at timestamp default current_timestamp not null
            )"""),
    ONE_USER_A_HANDLE(
            "users_handle_key", "create unique index users_handle_key on public.users (lower(handle collate \"C\"))"),
    ONE_USER_A_SUBJECT("users_cognito_user_id_key", """
            create unique index users_cognito_user_id_key on public.users (cognito_user_id)
            where cognito_user_id <> 'MOCK'""");

    static final Set<SchemaPart> INDEXES = Set.of(ONE_USER_A_HANDLE, ONE_USER_A_SUBJECT);

    /**
     * The table and the unique indexes that it has. By the catalogue's rows, because {@code to_regclass} may miss what another
     * connection made since this transaction began.
     */
    private static final String THERE = """
            with users as (select oid from pg_class where relname = 'users' and relnamespace = 'public'::regnamespace)
            select 'public.users' from users
            union all
            select index.relname from users
            join pg_index on indrelid = users.oid and indisunique and indisvalid
            join pg_class index on index.oid = indexrelid""";

    private final String id;
    private final String statement;

    SchemaPart(String id, String statement) {
        this.id = id;
        this.statement = statement;
    }

    /** Its name in the database. */
    String id() {
        return id;
    }

    void make(Handle handle) {
        handle.execute(statement);
    }

    /** Those that the database lacks, in the order in which they can be made. */
    static Set<SchemaPart> missing(Handle handle) {
        Set<String> there =
                Set.copyOf(handle.createQuery(THERE).mapTo(String.class).list());
        Set<SchemaPart> missing = EnumSet.noneOf(SchemaPart.class);
        Arrays.stream(values()).filter(it -> !there.contains(it.id)).forEach(missing::add);
        return missing;
    }
}
