import { optional } from '../../parameter/optional.ts'
import { readData } from '../../parameter/readData.ts'
import { readDuration } from '../../parameter/readDuration.ts'
import { required } from '../../parameter/required.ts'
import { submitTransaction } from '../../transaction/submitTransaction.ts'
import { waitForReceipt } from '../../transaction/waitForReceipt.ts'
import { defineMethod } from '../defineMethod.ts'

/** Gives a signed transaction to the pool and answers with its receipt (EIP-7966). */
export const sendRawTransactionSync = defineMethod({
  name: 'eth_sendRawTransactionSync',
  parameters: [required('transaction', readData), optional('timeoutMs', readDuration, 20_000)],
  handle: async ({ ports, limits, signal }, encoded, wantedMs) => {
    // Leaves time to answer before the request as a whole is out of time.
    const timeoutMs = Math.min(wantedMs === 0 ? 20_000 : wantedMs, limits.requestTimeoutMs - 1000)
    const transactionHash = await submitTransaction(ports, encoded)
    return waitForReceipt(ports, transactionHash, timeoutMs, signal)
  },
})
