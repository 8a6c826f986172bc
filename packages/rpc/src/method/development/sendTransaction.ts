import { encodeTransaction } from '@mvm/protocol'
import { InvalidInputError } from '../../error/InvalidInputError.ts'
import { readCall } from '../../parameter/readCall.ts'
import { required } from '../../parameter/required.ts'
import { submitTransaction } from '../../transaction/submitTransaction.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'
import { forceCall } from './forceCall.ts'
import { requireAccount } from './requireAccount.ts'
import { signCall } from './signCall.ts'

/** Signs for an account of `eth_accounts` and sends; for an impersonated one, forces it through L1. */
export const sendTransaction = defineDevelopmentMethod({
  name: 'eth_sendTransaction',
  parameters: [required('transaction', readCall)],
  handle: async (context, call) => {
    const { ports } = context
    const { development } = ports
    const { from = development.accounts[0] } = call
    if (from === undefined) throw new InvalidInputError({ problem: 'from is missing' })
    if (development.isImpersonated(from)) return forceCall(context, from, call)
    requireAccount(development, from)
    const signed = await signCall(context, from, call)
    return submitTransaction(ports, encodeTransaction(signed))
  },
})
