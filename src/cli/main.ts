export async function main(argv: string[]): Promise<number> {
  console.log('hi', process.version, argv);
  return 0;
}
