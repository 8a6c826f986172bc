import { type CharterFile, type CharterLint, lintCharterFile } from '@mvm/protocol'
import { parseDocument } from 'yaml'
import { CharterProblemsError } from '../error/CharterProblemsError.ts'
import { readFileText } from '../file/readFileText.ts'

/**
 * Reads a charter file, with another slug if one is given, which the file then need not have. Throws
 * {@link CharterProblemsError} with all its mistakes, or `FileUnusableError`.
 */
export async function readCharter(path: string, slug?: string): Promise<CharterFile> {
  const text = await readFileText(path)
  const { file, problems } = slug === undefined ? lintCharterFile(text) : lintWith(text, slug)
  if (file !== undefined) return file
  throw new CharterProblemsError({ file: path === '-' ? '<stdin>' : path, problems })
}

/** Mistakes keep their places in the file as it is; only if all are in the slug is it replaced. */
function lintWith(text: string, slug: string): CharterLint {
  const { problems } = lintCharterFile(text)
  if (problems.some(({ path }) => path !== 'slug')) return { problems }
  const document = parseDocument(text)
  document.set('slug', slug)
  return lintCharterFile(String(document))
}
