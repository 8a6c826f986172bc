import { formatRollupConfig } from '../../format/formatRollupConfig.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** What derivation goes by, with the field names of the OP Stack where it has the same thing. */
export const rollupConfig = defineDacMethod({
  name: 'optimism_rollupConfig',
  parameters: [],
  handle: ({ ports }) => formatRollupConfig(ports.rollup.config()),
})
