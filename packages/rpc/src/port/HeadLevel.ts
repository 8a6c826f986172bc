/**
 * How sure a head is (spec 1): known from the sequencer only, derived from L1 data, derived from finalized
 * L1 data. JSON-RPC's tag `latest` is `unsafe`.
 */
export type HeadLevel = 'unsafe' | 'safe' | 'finalized'
