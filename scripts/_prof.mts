import { generateHybridKeyset, generateSigningKeyset } from '/work/main/lib/crypto/keyset-generators.ts';
import { publicKeysetOf, keysetToJson } from '/work/main/lib/crypto/keyset.ts';
import { signer } from '/work/main/lib/crypto/signature.ts';
import { sealUpload } from '/work/main/lib/observations/sealed-upload.ts';
import { prepareUpload } from '/work/main/lib/observations/prepared-upload.ts';
import { Upload } from '/work/main/lib/observations/upload-schema.ts';
import { parseInput } from '/work/main/lib/command.ts';
import { buildDataPoint } from '/work/main/lib/observations/payload.ts';
import { glucoseReadings } from '/work/main/prisma/seed/readings.ts';
const ks = await generateHybridKeyset(); const sk = await generateSigningKeyset();
const dg = crypto.randomUUID();
const obs=[]; 
const t=(n,s)=>console.log(n,(performance.now()-s).toFixed(0),'ms', 'cpu', (process.cpuUsage().user/1000).toFixed(0));
let s=performance.now();
for (const r of glucoseReadings({pattern:'dawn-rise',unit:'mg/dL',from:Date.now()-20*86400000,to:Date.now(),seed:1})) { if (obs.length>=5000) break; const id=crypto.randomUUID(); obs.push({id,scope:'omh:blood-glucose:4.0',dataSourceId:'5ea50000-0000-4000-8000-000000000001',at:r.at,content:buildDataPoint('omh:blood-glucose:4.0',{uuid:id,createdAt:r.at,modality:'sensed'},r)}); }
t('make',s); 
for (let i=0;i<2;i++){
s=performance.now(); const sealed=await sealUpload({publicKeyset:publicKeysetOf(ks),dataGroupId:dg,observations:obs,deks:'batch',signer:await signer(sk)}); t('seal',s);
s=performance.now(); const parsed=parseInput(Upload,sealed); t('zod',s);
s=performance.now(); await prepareUpload(dg,parsed,{dataGroupId:dg,signingPublicKeyset:keysetToJson(publicKeysetOf(sk))}); t('prepare',s);
}
