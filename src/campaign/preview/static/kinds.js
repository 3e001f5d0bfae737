// The kinds of reader as people say them: one, several in short, and several in full.

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
