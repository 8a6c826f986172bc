import { InvalidTransactionError, type TransactionHash } from '@mvm/protocol'
import { decidePermission } from '../charter/decidePermission.ts'
import { CharterDeniedError } from '../error/CharterDeniedError.ts'
import { TransactionRejectedError } from '../error/TransactionRejectedError.ts'
import { UnavailableError } from '../error/UnavailableError.ts'
import type { ChainPorts } from '../port/ChainPorts.ts'
import type { SubmitOutcome } from '../port/PoolPort.ts'
import { invalidTransaction } from './invalidTransaction.ts'
import { refusalWords } from './refusalWords.ts'

/**
 * Gives a transaction to the pool. Throws `InvalidInputError` for bytes that are no transaction of this chain,
 * {@link TransactionRejectedError}, {@link CharterDeniedError} and {@link UnavailableError}.
 */
export async function submitTransaction(
  ports: ChainPorts,
  encoded: Uint8Array,
): Promise<TransactionHash> {
  const outcome = await submit(ports, encoded)
  switch (outcome.status) {
    case 'accepted':
      return outcome.hash
    case 'unavailable':
      throw new UnavailableError({ reason: outcome.reason })
    case 'refused': {
      const { refusal, detail } = outcome
      const words = refusalWords[refusal]
      const figures = detail === '' ? '' : `: ${detail}`
      throw new TransactionRejectedError({
        reason: refusal,
        problem: detail.startsWith(words) ? detail : `${words}${figures}`,
      })
    }
    case 'denied': {
      const { signer, permission } = outcome
      const { charter } = ports
      if (charter === null) throw new UnavailableError({ reason: 'there is no charter' })
      const at = ports.chain.head('unsafe')
      const { rule, charterVersion } = await decidePermission(charter, at, signer, permission)
      throw new CharterDeniedError({ address: signer, permission, rule, charterVersion })
    }
  }
}

async function submit(ports: ChainPorts, encoded: Uint8Array): Promise<SubmitOutcome> {
  try {
    return await ports.pool.submit(encoded)
  } catch (error) {
    if (error instanceof InvalidTransactionError) throw invalidTransaction(error)
    throw error
  }
}
