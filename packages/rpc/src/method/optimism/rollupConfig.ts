import { formatRollupConfig } from '../../format/formatRollupConfig.ts'
import { defineMethod } from '../defineMethod.ts'

/** What derivation goes by, with the field names of the OP Stack where it has the same thing. */
export const rollupConfig = defineMethod({
  name: 'optimism_rollupConfig',
  parameters: [],
  handle: ({ dac }) => formatRollupConfig(dac.rollup.config()),
})
