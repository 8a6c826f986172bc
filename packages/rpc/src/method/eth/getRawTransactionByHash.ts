import { encodedTransactionByHash } from '../../chain/encodedTransactionByHash.ts'
import { data } from '../../format/data.ts'
import { readHash } from '../../parameter/readHash.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A transaction's encoding, mined or in the pool; `null` if it is neither. */
export const getRawTransactionByHash = defineMethod({
  name: 'eth_getRawTransactionByHash',
  parameters: [required('transactionHash', readHash)],
  handle: ({ ports }, transactionHash) => {
    const encoded = encodedTransactionByHash(ports, transactionHash)
    return encoded === null ? null : data(encoded)
  },
})
