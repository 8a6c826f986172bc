import { encodeChainHeader } from '@mvm/protocol'
import { resolveBlock } from '../../chain/resolveBlock.ts'
import { data } from '../../format/data.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A header's RLP. */
export const getRawHeader = defineMethod({
  name: 'debug_getRawHeader',
  parameters: [required('block', readBlockReference)],
  handle: ({ ports }, reference) =>
    data(encodeChainHeader(resolveBlock(ports.chain, reference).header)),
})
