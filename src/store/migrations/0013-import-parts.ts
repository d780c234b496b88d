/**
 * A file's leads of the time before in parts, each of them a batch of its import, so that a large file
 * is not read anew for every batch.
 *
 * `history_import_part.place`: how many leads of the file come before it; `leads`: JSON, until the
 * import is done. `history_import.source` is gone.
 */
export const importParts: readonly string[] = [
  `create table history_import_part (
    account_id text not null,
    import_id bigint not null,
    place bigint not null,
    leads json not null,
    constraint history_import_part_pk primary key (account_id, import_id, place)
  )`,
  `insert into history_import_part (account_id, import_id, place, leads)
    select account_id, id, cursor + (place - 1 - cursor) / 500 * 500, json_agg(lead order by place)
      from history_import,
           json_array_elements(source::json) with ordinality as listed (lead, place)
     where state = 'running' and place > cursor
     group by 1, 2, 3`,
  `alter table history_import drop column source`,
];
