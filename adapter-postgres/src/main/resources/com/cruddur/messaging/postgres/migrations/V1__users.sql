-- The reference's table. Where it is there already, it is taken over as it is.
create table if not exists public.users (
  uuid uuid default gen_random_uuid() primary key,
  display_name text not null,
  handle text not null,
  email text not null,
  cognito_user_id text not null,
  created_at timestamp default current_timestamp not null
);
