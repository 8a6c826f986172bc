import { encodeTransaction } from '@mvm/protocol'
import { InvalidInputError } from '../../error/InvalidInputError.ts'
import { data } from '../../format/data.ts'
import { readCall } from '../../parameter/readCall.ts'
import { required } from '../../parameter/required.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'
import { requireAccount } from './requireAccount.ts'
import { signCall } from './signCall.ts'

/** Fills in and signs a transaction for an account of `eth_accounts`; answers with its bytes, as anvil does. */
export const signTransaction = defineDevelopmentMethod({
  name: 'eth_signTransaction',
  parameters: [required('transaction', readCall)],
  handle: async (context, call) => {
    const { from } = call
    if (from === undefined) throw new InvalidInputError({ problem: 'from is missing' })
    requireAccount(context.ports.development, from)
    return data(encodeTransaction(await signCall(context, from, call)))
  },
})
