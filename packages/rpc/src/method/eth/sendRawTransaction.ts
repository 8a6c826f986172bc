import { readData } from '../../parameter/readData.ts'
import { required } from '../../parameter/required.ts'
import { submitTransaction } from '../../transaction/submitTransaction.ts'
import { defineMethod } from '../defineMethod.ts'

/** Gives a signed transaction to the pool; answers with its hash once it cannot be lost (spec 6.2). */
export const sendRawTransaction = defineMethod({
  name: 'eth_sendRawTransaction',
  parameters: [required('transaction', readData)],
  handle: ({ ports }, encoded) => submitTransaction(ports, encoded),
})
