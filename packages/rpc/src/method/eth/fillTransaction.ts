import { asHash, keccak256Hex, type TransactionHash } from '@mvm/protocol'
import { data } from '../../format/data.ts'
import { formatTransaction } from '../../format/formatTransaction.ts'
import { readCall } from '../../parameter/readCall.ts'
import { required } from '../../parameter/required.ts'
import { encodeUnsigned } from '../../transaction/encodeUnsigned.ts'
import { fillCall } from '../../transaction/fillCall.ts'
import { defineMethod } from '../defineMethod.ts'

/** A transaction with what it lacks to be signed: nonce, gas limit, prices, chain id; in JSON and in RLP, its signature zeros. */
export const fillTransaction = defineMethod({
  name: 'eth_fillTransaction',
  parameters: [required('transaction', readCall)],
  handle: async ({ ports, limits, signal }, call) => {
    const unsigned = await fillCall(ports, call, limits, signal)
    const raw = encodeUnsigned(unsigned)
    const hash = asHash<TransactionHash>(keccak256Hex(raw))
    return { raw: data(raw), tx: formatTransaction({ ...unsigned, hash }, null) }
  },
})
