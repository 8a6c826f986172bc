import { readWhole } from '../argument/readWhole.ts'

/** Which dispute: its number on L1, counted over all DACs. */
export const disputeArgument = {
  name: '<id>',
  description: "the dispute's number on L1",
  parse: readWhole,
} as const
