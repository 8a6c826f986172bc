import { type FaultName, faultNames } from './faultNames.ts'
import { UnknownFaultError } from './UnknownFaultError.ts'

/** A fault by its name; throws {@link UnknownFaultError}. */
export function readFaultName(text: string): FaultName {
  const fault = faultNames.find((name) => name === text)
  if (fault === undefined) throw new UnknownFaultError({ fault: text })
  return fault
}
