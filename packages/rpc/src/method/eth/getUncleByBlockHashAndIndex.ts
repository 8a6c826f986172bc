import { formatOmmer } from '../../format/formatOmmer.ts'
import { readHash } from '../../parameter/readHash.ts'
import { readNumber } from '../../parameter/readNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** An ommer as a block without contents; `null` if there is none, as always on a DAC. */
export const getUncleByBlockHashAndIndex = defineMethod({
  name: 'eth_getUncleByBlockHashAndIndex',
  parameters: [required('blockHash', readHash), required('index', readNumber)],
  handle: ({ ports }, reference, index) => {
    const block = ports.chain.headerByHash(reference)
    return block === null ? null : formatOmmer(ports.chain.ommers(block)[index])
  },
})
