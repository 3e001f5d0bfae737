// The kinds of reader and the columns of the list, as people say them.

/** One of a kind, several in short, and several in full. */
export const KINDS = {
  mp: ["MP", "MPs", "Members of Parliament"],
  peer: ["Peer", "Peers", "Peers"],
  minister: ["Minister", "Ministers", "Ministers"],
  embassy: ["Embassy", "Embassies", "Embassies"],
  msp: ["MSP", "MSPs", "Members of the Scottish Parliament"],
  ms: ["MS", "MSs", "Members of the Senedd"],
  mla: ["MLA", "MLAs", "Members of the Northern Ireland Assembly"],
  councillor: ["Councillor", "Councillors", "Councillors"],
  mep: ["MEP", "MEPs", "Members of the European Parliament"],
  organisation: ["Organisation", "Organisations", "Organisations"],
  press: ["Press", "Press", "The press"],
  other: ["Other", "Others", "Others"],
};

export const oneOf = (kind) => KINDS[kind]?.[0] ?? kind;
export const inFull = (kind) => KINDS[kind]?.[2] ?? kind;

export const HEADINGS = { name: "Name", role: "Office", organisation: "Organisation", constituency: "Constituency", party: "Party", address_as: "Address as" };

/** A heading of our own as people say it; another's as it stands. */
export const labelled = (heading, place) => HEADINGS[heading] ?? (/^[a-z_0-9]+$/.test(heading) ? `${heading[0].toUpperCase()}${heading.slice(1).replaceAll("_", " ")}` : heading || `Column ${place + 1}`);
