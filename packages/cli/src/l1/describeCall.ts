import type { L1Call } from './L1Call.ts'

/** A call as a multisig takes it: `{to, data, value}`, the value in wei as a decimal string. */
export function describeCall({ to, data, value }: L1Call) {
  return { to, data, value: value.toString() }
}
