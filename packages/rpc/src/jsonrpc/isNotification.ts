import { readRequest } from './readRequest.ts'

/** Whether a request that is not executed would have got no answer. */
export function isNotification(value: unknown): boolean {
  try {
    return readRequest(value).id === undefined
  } catch {
    // What is no request at all is told so.
    return false
  }
}
