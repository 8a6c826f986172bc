import { isTransientL1Error } from '@mvm/l1'
import { UnavailableError } from '@mvm/rpc'

/** What L1 answers. Throws {@link UnavailableError} while L1 cannot be reached. */
export async function askL1<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!isTransientL1Error(error)) throw error
    throw new UnavailableError({ reason: `L1 cannot be asked now: ${error.message}` })
  }
}
