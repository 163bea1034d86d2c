-- Collation "C" lowers ASCII letters alone, so that a handle means the same in every database and in every adapter.
create unique index users_handle_key on public.users (lower(handle collate "C"));

-- MOCK stands for "not synchronised with the pool yet", so that any number of users may have it.
create unique index users_cognito_user_id_key on public.users (cognito_user_id) where cognito_user_id <> 'MOCK';
