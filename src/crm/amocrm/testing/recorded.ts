/** Webhook bodies as real accounts sent them; long ones in decoded form, path by path. */

/** A lead created in the screen (2022, amocrm.ru), byte for byte. */
export const leadAdded =
  "leads%5Badd%5D%5B0%5D%5Bid%5D=1190401&leads%5Badd%5D%5B0%5D%5Bname%5D=AASDASD&leads%5Badd%5D%5B0%5D%5Bstatus_id%5D=53861254" +
  "&leads%5Badd%5D%5B0%5D%5Bprice%5D=34343&leads%5Badd%5D%5B0%5D%5Bresponsible_user_id%5D=9040358&leads%5Badd%5D%5B0%5D%5Blast_modified%5D=1672189247" +
  "&leads%5Badd%5D%5B0%5D%5Bmodified_user_id%5D=9040358&leads%5Badd%5D%5B0%5D%5Bcreated_user_id%5D=9040358&leads%5Badd%5D%5B0%5D%5Bdate_create%5D=1672189247" +
  "&leads%5Badd%5D%5B0%5D%5Bpipeline_id%5D=6254262&leads%5Badd%5D%5B0%5D%5Baccount_id%5D=30739638&leads%5Badd%5D%5B0%5D%5Bcreated_at%5D=1672189247" +
  "&leads%5Badd%5D%5B0%5D%5Bupdated_at%5D=1672189247&account%5Bsubdomain%5D=121273hvv&account%5Bid%5D=30739638" +
  "&account%5B_links%5D%5Bself%5D=https%3A%2F%2F121273hvv.amocrm.ru";

/** A trigger of a digital pipeline (Kommo), byte for byte. */
export const pipelineTrigger =
  "leads%5Badd%5D%5B0%5D%5Bid%5D=20881394&leads%5Badd%5D%5B0%5D%5Bstatus_id%5D=68671951&leads%5Badd%5D%5B0%5D%5Bpipeline_id%5D=8097455&account%5Bid%5D=31205035&account%5Bsubdomain%5D=kommoatende";

/** A stage changed (2021): the second custom field is a date, a bare scalar. */
export const stageChanged = {
  leads: {
    status: [
      {
        id: "30267969",
        name: "apple tv 3",
        status_id: "16525558",
        old_status_id: "16525555",
        price: "1",
        responsible_user_id: "1764433",
        last_modified: "1615985846",
        modified_user_id: "1760815",
        created_user_id: "1764433",
        date_create: "1615894221",
        pipeline_id: "788512",
        tags: [{ id: "482205", name: "Sasa" }],
        account_id: "16503244",
        custom_fields: [
          { id: "491053", name: "IMEI/SERIE", values: [{ value: "1" }] },
          { id: "481305", name: "Cind trebuie?", values: ["1615845600"] },
          {
            id: "496779",
            name: "Zghirieturi",
            values: [{ value: "Zghirieturi minore", enum: "959761" }],
          },
        ],
        created_at: "1615894221",
        updated_at: "1615985846",
      },
    ],
  },
  account: {
    subdomain: "irestoremoldova",
    id: "16503244",
    _links: { self: "https://irestoremoldova.amocrm.ru" },
  },
};

/** The responsible user changed (2016): no account id yet, an empty price. */
export const responsibleChanged = {
  leads: {
    responsible: [
      {
        id: "40337679",
        status_id: "9931852",
        price: "",
        responsible_user_id: "504141",
        last_modified: "1456506346",
        modified_user_id: "654094",
        created_user_id: "654094",
        date_create: "1456506337",
        pipeline_id: "53218",
        account_id: "9931843",
        old_responsible_user_id: "654094",
      },
    ],
  },
  account: { subdomain: "test" },
};

/** A robot's unsorted chat lead (2023): nobody responsible, the account block first. */
export const robotUpdated = {
  account: {
    subdomain: "demo",
    id: "31257294",
    _links: { self: "https://demo.amocrm.ru" },
  },
  leads: {
    update: [
      {
        id: "27754599",
        name: "",
        status_id: "59936194",
        responsible_user_id: "0",
        last_modified: "1694590926",
        modified_user_id: "0",
        created_user_id: "0",
        date_create: "1694590926",
        pipeline_id: "7173574",
        account_id: "31257294",
        created_at: "1694590926",
        updated_at: "1694590926",
      },
    ],
  },
};

/** An unsorted lead from Telegram (2023). */
export const chatArrived = {
  unsorted: {
    add: [
      {
        uid: "00b6",
        source: "telegram:29e8f8c6",
        source_uid: "amojo:telegram:54caee02",
        category: "chats",
        source_data: {
          from: "Client",
          name: "Client",
          to: "29e8f8c6",
          date: "1695484695",
          service: "telegram",
          site: "Telegram",
          client: { name: "Client", id: "1", picture: "" },
          origin: { provider: "amojo", chat_id: "7" },
          data: [{ id: "1", manager: "0", date: "1695484695", text: "Здравствуйте" }],
          source_uid: "amojo:telegram:54caee02",
          source: "telegram:29e8f8c6",
          source_name: "ShopBOT",
        },
        date_create: "1695484695",
        data: { contacts: [{ id: "93589657" }] },
        pipeline_id: "7173574",
        account_id: "31257294",
        source_id: "22594646",
        lead_id: "28455371",
        created_at: "1695484695",
      },
    ],
  },
  account: { subdomain: "demo", id: "31257294" },
};

/** An unsorted lead accepted (the vendor's example): it arrives as a deletion. */
export const unsortedAccepted = {
  unsorted: {
    delete: [
      {
        action: "accept",
        uid: "c7f9d5",
        category: "forms",
        created_at: "124242341",
        accept_result: { leads: ["2132111"], contacts: ["3454532"] },
      },
    ],
  },
  account: { subdomain: "test", id: "1312313", _links: { self: "https://test.amocrm.ru" } },
};
