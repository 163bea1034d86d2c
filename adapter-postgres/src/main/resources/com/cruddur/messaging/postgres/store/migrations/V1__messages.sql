-- One row for each pair of users. Its newest message stands in the row, so the inboxes are right inside the write of a message.
create table message_groups (
  uuid uuid primary key,
  -- The members, in the order of their uuids, each with the names of the newest message, first contact or rename.
  lower uuid not null,
  lower_name text,
  lower_handle text,
  higher uuid not null,
  higher_name text,
  higher_handle text,
  -- The newest message. There is none yet where one member blocked the other before the first message.
  last_at timestamptz,
  last_sender uuid,
  last_text text,
  -- How many messages each member has sent.
  lower_sent bigint not null default 0,
  higher_sent bigint not null default 0,
  -- How far each member has read: the time, and how many messages the other member had sent by then.
  lower_read_up_to timestamptz,
  lower_read bigint,
  higher_read_up_to timestamptz,
  higher_read bigint,
  -- Whether this member blocks the other.
  lower_blocks boolean not null default false,
  higher_blocks boolean not null default false,
  -- A further group of the pair. First contacts go to the group of the pair that is not extra.
  extra boolean not null default false,
  check (lower < higher),
  check (last_at is null
    or num_nulls(lower_name, lower_handle, higher_name, higher_handle, last_sender, last_text) = 0 and isfinite(last_at))
);
create unique index message_groups_pair on message_groups (lower, higher) where not extra;
create index message_groups_lower_inbox on message_groups (lower, last_at, uuid);
create index message_groups_higher_inbox on message_groups (higher, last_at, uuid);

create table messages (
  group_uuid uuid not null,
  created_at timestamptz not null check (isfinite(created_at)),
  uuid uuid not null,
  sender uuid not null,
  sender_name text not null,
  sender_handle text not null,
  text text not null,
  -- How many messages each member had sent once this one was stored.
  lower_sent bigint not null,
  higher_sent bigint not null,
  primary key (group_uuid, created_at)
);
-- An attempt that was given up may still arrive at the server. This index refuses its message once a retry has stored it.
create unique index messages_once on messages (group_uuid, uuid);

create table used_keys (
  sender uuid not null,
  key text collate "C" not null,
  fingerprint text not null,
  used_at timestamptz not null,
  group_uuid uuid not null,
  message_at timestamptz not null,
  primary key (sender, key)
);
create index used_keys_age on used_keys (used_at);

-- Each post leaves a dead row of message_groups behind. Vacuuming after a share of a large table would come too late.
alter table message_groups set (
  autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0.05);
alter table messages set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
alter table used_keys set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
