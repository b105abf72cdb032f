// Acting for a person: each call is one POST; a refusal comes back as a German sentence.
import { toast } from "./toast.js";

/**
 * @param {string} path below /desk/
 * @param {Record<string, any> | FormData} [body]
 * @param {AbortSignal | null} [signal] for what may take a while and need not be waited for
 * @returns {Promise<Record<string, any> | null>} null: refused, and the person at the screen was told
 */
export async function act(path, body = {}, signal = null) {
  const form = body instanceof FormData;
  try {
    const response = await fetch(`/desk/${path}`, {
      method: "POST",
      headers: form ? {} : { "Content-Type": "application/json" },
      body: form ? body : JSON.stringify(body),
      signal,
    });
    const answer = await response.json();
    if (response.ok) return answer;
    toast(answer.error ?? "Das ging nicht.", "problem");
  } catch {
    if (!signal?.aborted) toast("Der lokale Messenger antwortet nicht. Läuft er noch?", "problem");
  }
  return null;
}

/** @param {string} path @returns {Promise<any>} */
export async function look(path) {
  const response = await fetch(`/desk/${path}`);
  return response.ok ? response.json() : null;
}

/** @param {string} fileId */
export const fileUrl = (fileId) => `/desk/files/${encodeURIComponent(fileId)}`;
