import { isRequestId, type RequestId } from './RequestId.ts'

/** The id of what may be no request at all, for the error that says so. */
export function readRequestId(value: unknown): RequestId {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'id')) return null
  const { id } = value as { id: unknown }
  return isRequestId(id) ? id : null
}
