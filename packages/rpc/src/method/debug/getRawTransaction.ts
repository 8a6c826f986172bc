import { encodedTransactionByHash } from '../../chain/encodedTransactionByHash.ts'
import { data } from '../../format/data.ts'
import { readHash } from '../../parameter/readHash.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A transaction's encoding, mined or in the pool; `0x` if it is neither, as geth answers. */
export const getRawTransaction = defineMethod({
  name: 'debug_getRawTransaction',
  parameters: [required('transactionHash', readHash)],
  handle: ({ ports }, transactionHash) => {
    const encoded = encodedTransactionByHash(ports, transactionHash)
    return encoded === null ? '0x' : data(encoded)
  },
})
