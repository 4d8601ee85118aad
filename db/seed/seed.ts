export async function isEmpty(_url: string): Promise<boolean> {
  return false;
}
export async function seed(_options: { url: string; key: Buffer; scale: string; onProgress?: (t: string) => void }): Promise<void> {}
