/* Field numbers of google/pprof's profile.proto. */
export const PROFILE = {
  sampleType: 1,
  sample: 2,
  mapping: 3,
  location: 4,
  function: 5,
  stringTable: 6,
  comment: 13,
  defaultSampleType: 14,
} as const;
export const VALUE_TYPE = { type: 1, unit: 2 } as const;
export const SAMPLE = { locationId: 1, value: 2 } as const;
export const LOCATION = { id: 1, address: 3, line: 4 } as const;
export const LINE = { functionId: 1 } as const;
export const FUNCTION = { id: 1, name: 2, systemName: 3 } as const;
