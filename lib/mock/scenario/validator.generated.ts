// @ts-nocheck: made by scripts/build-scenario.mjs from scenario.schema.json
"use strict";
export const validate = validate10;
export default validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","title":"winstation scenario","type":"object","properties":{"$schema":{"type":"string"},"version":{"const":1},"now":{"type":"string","pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"},"caller":{"$ref":"#/definitions/caller"},"hosts":{"type":"array","items":{"$ref":"#/definitions/host"}}},"additionalProperties":false,"required":["version"],"definitions":{"caller":{"type":"object","properties":{"role":{"type":"string","enum":["system","administrator","user"]},"pid":{"type":"integer","minimum":0,"maximum":4294967295},"sessionId":{"type":"integer","minimum":0,"maximum":4294967293},"elevated":{"type":"boolean"}},"additionalProperties":false},"host":{"type":"object","properties":{"name":{"type":"string","pattern":"[^\\s]"},"local":{"type":"boolean"},"windows":{"type":"string","pattern":"^\\d+(\\.\\d+)*$"},"consoleSessionId":{"type":["integer","null"],"minimum":0,"maximum":4294967293},"glassSessionId":{"type":["integer","null"],"minimum":0,"maximum":4294967293},"termService":{"type":"string","enum":["stopped","startPending","stopPending","running","continuePending","pausePending","paused"]},"lsm":{"type":"string","enum":["stopped","startPending","stopPending","running","continuePending","pausePending","paused"]},"unreachable":{"type":"boolean"},"clockOffset":{"type":"integer"},"sessions":{"type":"array","items":{"$ref":"#/definitions/session"}},"processes":{"type":"array","items":{"$ref":"#/definitions/process"}},"accounts":{"type":"array","items":{"$ref":"#/definitions/account"}}},"additionalProperties":false},"session":{"type":"object","properties":{"id":{"type":"integer","minimum":0,"maximum":4294967293},"name":{"type":["string","null"]},"state":{"type":"string","enum":["active","connected","connectQuery","shadow","disconnected","idle","listen","reset","down","init"]},"user":{"type":["string","null"]},"domain":{"type":["string","null"]},"sid":{"type":["string","null"]},"hostName":{"type":["string","null"]},"farmName":{"type":["string","null"]},"logonTime":{"type":["string","null"],"pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"},"connectTime":{"type":["string","null"],"pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"},"disconnectTime":{"type":["string","null"],"pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"},"lastInputTime":{"type":["string","null"],"pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"},"lock":{"type":"string","enum":["locked","unlocked","unknown"]},"protocol":{"type":["string","integer"],"if":{"type":"string"},"then":{"enum":["console","ica","rdp"]},"else":{"type":"integer","minimum":0,"maximum":65535}},"remote":{"type":"boolean"},"client":{"if":{"type":"null"},"else":{"$ref":"#/definitions/client"}},"incomingBytes":{"type":"integer","minimum":0},"outgoingBytes":{"type":"integer","minimum":0},"incomingFrames":{"type":"integer","minimum":0},"outgoingFrames":{"type":"integer","minimum":0},"incomingCompressedBytes":{"type":"integer","minimum":0},"outgoingCompressedBytes":{"type":"integer","minimum":0},"initialProgram":{"type":"string"},"applicationName":{"type":"string"},"workingDirectory":{"type":"string"},"oemId":{"type":"string"},"config":{"$ref":"#/definitions/config"},"virtualAddress":{"type":["string","null"]},"activityId":{"type":["string","null"],"pattern":"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},"capabilities":{"type":["array","null"],"items":{"type":"integer","minimum":0,"maximum":4294967295}}},"additionalProperties":false},"client":{"type":"object","properties":{"name":{"type":"string"},"build":{"type":"integer","minimum":0,"maximum":4294967295},"address":{"type":["string","null"]},"directory":{"type":"string"},"hardwareId":{"type":"integer","minimum":0,"maximum":4294967295},"productId":{"type":"integer","minimum":0,"maximum":65535},"display":{"$ref":"#/definitions/display"},"user":{"type":"string"},"domain":{"type":"string"},"workDirectory":{"type":"string"},"initialProgram":{"type":"string"},"encryptionLevel":{"type":"integer","minimum":0,"maximum":255},"outBufCountHost":{"type":"integer","minimum":0,"maximum":65535},"outBufCountClient":{"type":"integer","minimum":0,"maximum":65535},"outBufLength":{"type":"integer","minimum":0,"maximum":65535},"deviceId":{"type":"string"}},"additionalProperties":false},"display":{"type":"object","properties":{"width":{"type":"integer","minimum":0,"maximum":4294967295},"height":{"type":"integer","minimum":0,"maximum":4294967295},"colorDepth":{"type":"integer","minimum":0,"maximum":4294967295}},"additionalProperties":false},"config":{"type":"object","properties":{"version":{"type":"integer","minimum":0,"maximum":4294967295},"connectClientDrivesAtLogon":{"type":"integer","minimum":0,"maximum":4294967295},"connectPrinterAtLogon":{"type":"integer","minimum":0,"maximum":4294967295},"disablePrinterRedirection":{"type":"integer","minimum":0,"maximum":4294967295},"disableDefaultMainClientPrinter":{"type":"integer","minimum":0,"maximum":4294967295},"shadowSettings":{"type":"integer","minimum":0,"maximum":4294967295},"logonUserName":{"type":"string"},"logonDomain":{"type":"string"},"workDirectory":{"type":"string"},"initialProgram":{"type":"string"},"applicationName":{"type":"string"}},"additionalProperties":false},"process":{"type":"object","properties":{"pid":{"type":"integer","minimum":0,"maximum":4294967295},"name":{"type":["string","null"]},"sessionId":{"type":"integer","minimum":0,"maximum":4294967293},"sid":{"type":["string","null"]},"threads":{"type":"integer","minimum":0,"maximum":4294967295},"handles":{"type":"integer","minimum":0,"maximum":4294967295},"pagefileUsage":{"type":"integer","minimum":0},"peakPagefileUsage":{"type":"integer","minimum":0},"workingSetSize":{"type":"integer","minimum":0},"peakWorkingSetSize":{"type":"integer","minimum":0},"userTime":{"type":"number","minimum":0},"kernelTime":{"type":"number","minimum":0}},"additionalProperties":false},"account":{"type":"object","properties":{"sid":{"type":"string"},"name":{"type":"string"},"domain":{"type":"string"},"use":{"type":"integer","minimum":0,"maximum":4294967295}},"additionalProperties":false,"required":["sid","name"]}}};
const schema12 = {"type":"object","properties":{"role":{"type":"string","enum":["system","administrator","user"]},"pid":{"type":"integer","minimum":0,"maximum":4294967295},"sessionId":{"type":"integer","minimum":0,"maximum":4294967293},"elevated":{"type":"boolean"}},"additionalProperties":false};
const pattern0 = new RegExp("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$", "u");
const schema13 = {"type":"object","properties":{"name":{"type":"string","pattern":"[^\\s]"},"local":{"type":"boolean"},"windows":{"type":"string","pattern":"^\\d+(\\.\\d+)*$"},"consoleSessionId":{"type":["integer","null"],"minimum":0,"maximum":4294967293},"glassSessionId":{"type":["integer","null"],"minimum":0,"maximum":4294967293},"termService":{"type":"string","enum":["stopped","startPending","stopPending","running","continuePending","pausePending","paused"]},"lsm":{"type":"string","enum":["stopped","startPending","stopPending","running","continuePending","pausePending","paused"]},"unreachable":{"type":"boolean"},"clockOffset":{"type":"integer"},"sessions":{"type":"array","items":{"$ref":"#/definitions/session"}},"processes":{"type":"array","items":{"$ref":"#/definitions/process"}},"accounts":{"type":"array","items":{"$ref":"#/definitions/account"}}},"additionalProperties":false};
const schema18 = {"type":"object","properties":{"pid":{"type":"integer","minimum":0,"maximum":4294967295},"name":{"type":["string","null"]},"sessionId":{"type":"integer","minimum":0,"maximum":4294967293},"sid":{"type":["string","null"]},"threads":{"type":"integer","minimum":0,"maximum":4294967295},"handles":{"type":"integer","minimum":0,"maximum":4294967295},"pagefileUsage":{"type":"integer","minimum":0},"peakPagefileUsage":{"type":"integer","minimum":0},"workingSetSize":{"type":"integer","minimum":0},"peakWorkingSetSize":{"type":"integer","minimum":0},"userTime":{"type":"number","minimum":0},"kernelTime":{"type":"number","minimum":0}},"additionalProperties":false};
const schema19 = {"type":"object","properties":{"sid":{"type":"string"},"name":{"type":"string"},"domain":{"type":"string"},"use":{"type":"integer","minimum":0,"maximum":4294967295}},"additionalProperties":false,"required":["sid","name"]};
const func2 = Object.prototype.hasOwnProperty;
const pattern1 = new RegExp("[^\\s]", "u");
const pattern2 = new RegExp("^\\d+(\\.\\d+)*$", "u");
const schema14 = {"type":"object","properties":{"id":{"type":"integer","minimum":0,"maximum":4294967293},"name":{"type":["string","null"]},"state":{"type":"string","enum":["active","connected","connectQuery","shadow","disconnected","idle","listen","reset","down","init"]},"user":{"type":["string","null"]},"domain":{"type":["string","null"]},"sid":{"type":["string","null"]},"hostName":{"type":["string","null"]},"farmName":{"type":["string","null"]},"logonTime":{"type":["string","null"],"pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"},"connectTime":{"type":["string","null"],"pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"},"disconnectTime":{"type":["string","null"],"pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"},"lastInputTime":{"type":["string","null"],"pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"},"lock":{"type":"string","enum":["locked","unlocked","unknown"]},"protocol":{"type":["string","integer"],"if":{"type":"string"},"then":{"enum":["console","ica","rdp"]},"else":{"type":"integer","minimum":0,"maximum":65535}},"remote":{"type":"boolean"},"client":{"if":{"type":"null"},"else":{"$ref":"#/definitions/client"}},"incomingBytes":{"type":"integer","minimum":0},"outgoingBytes":{"type":"integer","minimum":0},"incomingFrames":{"type":"integer","minimum":0},"outgoingFrames":{"type":"integer","minimum":0},"incomingCompressedBytes":{"type":"integer","minimum":0},"outgoingCompressedBytes":{"type":"integer","minimum":0},"initialProgram":{"type":"string"},"applicationName":{"type":"string"},"workingDirectory":{"type":"string"},"oemId":{"type":"string"},"config":{"$ref":"#/definitions/config"},"virtualAddress":{"type":["string","null"]},"activityId":{"type":["string","null"],"pattern":"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},"capabilities":{"type":["array","null"],"items":{"type":"integer","minimum":0,"maximum":4294967295}}},"additionalProperties":false};
const schema17 = {"type":"object","properties":{"version":{"type":"integer","minimum":0,"maximum":4294967295},"connectClientDrivesAtLogon":{"type":"integer","minimum":0,"maximum":4294967295},"connectPrinterAtLogon":{"type":"integer","minimum":0,"maximum":4294967295},"disablePrinterRedirection":{"type":"integer","minimum":0,"maximum":4294967295},"disableDefaultMainClientPrinter":{"type":"integer","minimum":0,"maximum":4294967295},"shadowSettings":{"type":"integer","minimum":0,"maximum":4294967295},"logonUserName":{"type":"string"},"logonDomain":{"type":"string"},"workDirectory":{"type":"string"},"initialProgram":{"type":"string"},"applicationName":{"type":"string"}},"additionalProperties":false};
const pattern7 = new RegExp("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "u");
const schema15 = {"type":"object","properties":{"name":{"type":"string"},"build":{"type":"integer","minimum":0,"maximum":4294967295},"address":{"type":["string","null"]},"directory":{"type":"string"},"hardwareId":{"type":"integer","minimum":0,"maximum":4294967295},"productId":{"type":"integer","minimum":0,"maximum":65535},"display":{"$ref":"#/definitions/display"},"user":{"type":"string"},"domain":{"type":"string"},"workDirectory":{"type":"string"},"initialProgram":{"type":"string"},"encryptionLevel":{"type":"integer","minimum":0,"maximum":255},"outBufCountHost":{"type":"integer","minimum":0,"maximum":65535},"outBufCountClient":{"type":"integer","minimum":0,"maximum":65535},"outBufLength":{"type":"integer","minimum":0,"maximum":65535},"deviceId":{"type":"string"}},"additionalProperties":false};
const schema16 = {"type":"object","properties":{"width":{"type":"integer","minimum":0,"maximum":4294967295},"height":{"type":"integer","minimum":0,"maximum":4294967295},"colorDepth":{"type":"integer","minimum":0,"maximum":4294967295}},"additionalProperties":false};

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema15.properties, key0))){
validate13.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.name !== undefined){
const _errs2 = errors;
if(typeof data.name !== "string"){
validate13.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.build !== undefined){
let data1 = data.build;
const _errs4 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate13.errors = [{instancePath:instancePath+"/build",schemaPath:"#/properties/build/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs4){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 4294967295 || isNaN(data1)){
validate13.errors = [{instancePath:instancePath+"/build",schemaPath:"#/properties/build/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate13.errors = [{instancePath:instancePath+"/build",schemaPath:"#/properties/build/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.address !== undefined){
let data2 = data.address;
const _errs6 = errors;
if((typeof data2 !== "string") && (data2 !== null)){
validate13.errors = [{instancePath:instancePath+"/address",schemaPath:"#/properties/address/type",keyword:"type",params:{type: schema15.properties.address.type}}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.directory !== undefined){
const _errs8 = errors;
if(typeof data.directory !== "string"){
validate13.errors = [{instancePath:instancePath+"/directory",schemaPath:"#/properties/directory/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hardwareId !== undefined){
let data4 = data.hardwareId;
const _errs10 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate13.errors = [{instancePath:instancePath+"/hardwareId",schemaPath:"#/properties/hardwareId/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs10){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 4294967295 || isNaN(data4)){
validate13.errors = [{instancePath:instancePath+"/hardwareId",schemaPath:"#/properties/hardwareId/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate13.errors = [{instancePath:instancePath+"/hardwareId",schemaPath:"#/properties/hardwareId/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.productId !== undefined){
let data5 = data.productId;
const _errs12 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate13.errors = [{instancePath:instancePath+"/productId",schemaPath:"#/properties/productId/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs12){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 65535 || isNaN(data5)){
validate13.errors = [{instancePath:instancePath+"/productId",schemaPath:"#/properties/productId/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate13.errors = [{instancePath:instancePath+"/productId",schemaPath:"#/properties/productId/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.display !== undefined){
let data6 = data.display;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
const _errs17 = errors;
for(const key1 in data6){
if(!(((key1 === "width") || (key1 === "height")) || (key1 === "colorDepth"))){
validate13.errors = [{instancePath:instancePath+"/display",schemaPath:"#/definitions/display/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs17 === errors){
if(data6.width !== undefined){
let data7 = data6.width;
const _errs18 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate13.errors = [{instancePath:instancePath+"/display/width",schemaPath:"#/definitions/display/properties/width/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs18){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 4294967295 || isNaN(data7)){
validate13.errors = [{instancePath:instancePath+"/display/width",schemaPath:"#/definitions/display/properties/width/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate13.errors = [{instancePath:instancePath+"/display/width",schemaPath:"#/definitions/display/properties/width/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid2 = _errs18 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data6.height !== undefined){
let data8 = data6.height;
const _errs20 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate13.errors = [{instancePath:instancePath+"/display/height",schemaPath:"#/definitions/display/properties/height/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs20){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 4294967295 || isNaN(data8)){
validate13.errors = [{instancePath:instancePath+"/display/height",schemaPath:"#/definitions/display/properties/height/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate13.errors = [{instancePath:instancePath+"/display/height",schemaPath:"#/definitions/display/properties/height/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid2 = _errs20 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data6.colorDepth !== undefined){
let data9 = data6.colorDepth;
const _errs22 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate13.errors = [{instancePath:instancePath+"/display/colorDepth",schemaPath:"#/definitions/display/properties/colorDepth/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs22){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 4294967295 || isNaN(data9)){
validate13.errors = [{instancePath:instancePath+"/display/colorDepth",schemaPath:"#/definitions/display/properties/colorDepth/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate13.errors = [{instancePath:instancePath+"/display/colorDepth",schemaPath:"#/definitions/display/properties/colorDepth/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid2 = _errs22 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/display",schemaPath:"#/definitions/display/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.user !== undefined){
const _errs24 = errors;
if(typeof data.user !== "string"){
validate13.errors = [{instancePath:instancePath+"/user",schemaPath:"#/properties/user/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.domain !== undefined){
const _errs26 = errors;
if(typeof data.domain !== "string"){
validate13.errors = [{instancePath:instancePath+"/domain",schemaPath:"#/properties/domain/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.workDirectory !== undefined){
const _errs28 = errors;
if(typeof data.workDirectory !== "string"){
validate13.errors = [{instancePath:instancePath+"/workDirectory",schemaPath:"#/properties/workDirectory/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.initialProgram !== undefined){
const _errs30 = errors;
if(typeof data.initialProgram !== "string"){
validate13.errors = [{instancePath:instancePath+"/initialProgram",schemaPath:"#/properties/initialProgram/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.encryptionLevel !== undefined){
let data14 = data.encryptionLevel;
const _errs32 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
validate13.errors = [{instancePath:instancePath+"/encryptionLevel",schemaPath:"#/properties/encryptionLevel/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs32){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 255 || isNaN(data14)){
validate13.errors = [{instancePath:instancePath+"/encryptionLevel",schemaPath:"#/properties/encryptionLevel/maximum",keyword:"maximum",params:{comparison: "<=", limit: 255}}];
return false;
}
else {
if(data14 < 0 || isNaN(data14)){
validate13.errors = [{instancePath:instancePath+"/encryptionLevel",schemaPath:"#/properties/encryptionLevel/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs32 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outBufCountHost !== undefined){
let data15 = data.outBufCountHost;
const _errs34 = errors;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
validate13.errors = [{instancePath:instancePath+"/outBufCountHost",schemaPath:"#/properties/outBufCountHost/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs34){
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 65535 || isNaN(data15)){
validate13.errors = [{instancePath:instancePath+"/outBufCountHost",schemaPath:"#/properties/outBufCountHost/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data15 < 0 || isNaN(data15)){
validate13.errors = [{instancePath:instancePath+"/outBufCountHost",schemaPath:"#/properties/outBufCountHost/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs34 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outBufCountClient !== undefined){
let data16 = data.outBufCountClient;
const _errs36 = errors;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
validate13.errors = [{instancePath:instancePath+"/outBufCountClient",schemaPath:"#/properties/outBufCountClient/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs36){
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 65535 || isNaN(data16)){
validate13.errors = [{instancePath:instancePath+"/outBufCountClient",schemaPath:"#/properties/outBufCountClient/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data16 < 0 || isNaN(data16)){
validate13.errors = [{instancePath:instancePath+"/outBufCountClient",schemaPath:"#/properties/outBufCountClient/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs36 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outBufLength !== undefined){
let data17 = data.outBufLength;
const _errs38 = errors;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
validate13.errors = [{instancePath:instancePath+"/outBufLength",schemaPath:"#/properties/outBufLength/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs38){
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 65535 || isNaN(data17)){
validate13.errors = [{instancePath:instancePath+"/outBufLength",schemaPath:"#/properties/outBufLength/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data17 < 0 || isNaN(data17)){
validate13.errors = [{instancePath:instancePath+"/outBufLength",schemaPath:"#/properties/outBufLength/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs38 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deviceId !== undefined){
const _errs40 = errors;
if(typeof data.deviceId !== "string"){
validate13.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"#/properties/deviceId/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs40 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate13.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate13.errors = vErrors;
return errors === 0;
}


function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema14.properties, key0))){
validate12.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.id !== undefined){
let data0 = data.id;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate12.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 4294967293 || isNaN(data0)){
validate12.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967293}}];
return false;
}
else {
if(data0 < 0 || isNaN(data0)){
validate12.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
let data1 = data.name;
const _errs4 = errors;
if((typeof data1 !== "string") && (data1 !== null)){
validate12.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: schema14.properties.name.type}}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.state !== undefined){
let data2 = data.state;
const _errs6 = errors;
if(typeof data2 !== "string"){
validate12.errors = [{instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((((((((((data2 === "active") || (data2 === "connected")) || (data2 === "connectQuery")) || (data2 === "shadow")) || (data2 === "disconnected")) || (data2 === "idle")) || (data2 === "listen")) || (data2 === "reset")) || (data2 === "down")) || (data2 === "init"))){
validate12.errors = [{instancePath:instancePath+"/state",schemaPath:"#/properties/state/enum",keyword:"enum",params:{allowedValues: schema14.properties.state.enum}}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.user !== undefined){
let data3 = data.user;
const _errs8 = errors;
if((typeof data3 !== "string") && (data3 !== null)){
validate12.errors = [{instancePath:instancePath+"/user",schemaPath:"#/properties/user/type",keyword:"type",params:{type: schema14.properties.user.type}}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.domain !== undefined){
let data4 = data.domain;
const _errs10 = errors;
if((typeof data4 !== "string") && (data4 !== null)){
validate12.errors = [{instancePath:instancePath+"/domain",schemaPath:"#/properties/domain/type",keyword:"type",params:{type: schema14.properties.domain.type}}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sid !== undefined){
let data5 = data.sid;
const _errs12 = errors;
if((typeof data5 !== "string") && (data5 !== null)){
validate12.errors = [{instancePath:instancePath+"/sid",schemaPath:"#/properties/sid/type",keyword:"type",params:{type: schema14.properties.sid.type}}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hostName !== undefined){
let data6 = data.hostName;
const _errs14 = errors;
if((typeof data6 !== "string") && (data6 !== null)){
validate12.errors = [{instancePath:instancePath+"/hostName",schemaPath:"#/properties/hostName/type",keyword:"type",params:{type: schema14.properties.hostName.type}}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.farmName !== undefined){
let data7 = data.farmName;
const _errs16 = errors;
if((typeof data7 !== "string") && (data7 !== null)){
validate12.errors = [{instancePath:instancePath+"/farmName",schemaPath:"#/properties/farmName/type",keyword:"type",params:{type: schema14.properties.farmName.type}}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.logonTime !== undefined){
let data8 = data.logonTime;
const _errs18 = errors;
if((typeof data8 !== "string") && (data8 !== null)){
validate12.errors = [{instancePath:instancePath+"/logonTime",schemaPath:"#/properties/logonTime/type",keyword:"type",params:{type: schema14.properties.logonTime.type}}];
return false;
}
if(errors === _errs18){
if(typeof data8 === "string"){
if(!pattern0.test(data8)){
validate12.errors = [{instancePath:instancePath+"/logonTime",schemaPath:"#/properties/logonTime/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"}}];
return false;
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.connectTime !== undefined){
let data9 = data.connectTime;
const _errs20 = errors;
if((typeof data9 !== "string") && (data9 !== null)){
validate12.errors = [{instancePath:instancePath+"/connectTime",schemaPath:"#/properties/connectTime/type",keyword:"type",params:{type: schema14.properties.connectTime.type}}];
return false;
}
if(errors === _errs20){
if(typeof data9 === "string"){
if(!pattern0.test(data9)){
validate12.errors = [{instancePath:instancePath+"/connectTime",schemaPath:"#/properties/connectTime/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"}}];
return false;
}
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.disconnectTime !== undefined){
let data10 = data.disconnectTime;
const _errs22 = errors;
if((typeof data10 !== "string") && (data10 !== null)){
validate12.errors = [{instancePath:instancePath+"/disconnectTime",schemaPath:"#/properties/disconnectTime/type",keyword:"type",params:{type: schema14.properties.disconnectTime.type}}];
return false;
}
if(errors === _errs22){
if(typeof data10 === "string"){
if(!pattern0.test(data10)){
validate12.errors = [{instancePath:instancePath+"/disconnectTime",schemaPath:"#/properties/disconnectTime/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"}}];
return false;
}
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lastInputTime !== undefined){
let data11 = data.lastInputTime;
const _errs24 = errors;
if((typeof data11 !== "string") && (data11 !== null)){
validate12.errors = [{instancePath:instancePath+"/lastInputTime",schemaPath:"#/properties/lastInputTime/type",keyword:"type",params:{type: schema14.properties.lastInputTime.type}}];
return false;
}
if(errors === _errs24){
if(typeof data11 === "string"){
if(!pattern0.test(data11)){
validate12.errors = [{instancePath:instancePath+"/lastInputTime",schemaPath:"#/properties/lastInputTime/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"}}];
return false;
}
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lock !== undefined){
let data12 = data.lock;
const _errs26 = errors;
if(typeof data12 !== "string"){
validate12.errors = [{instancePath:instancePath+"/lock",schemaPath:"#/properties/lock/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!(((data12 === "locked") || (data12 === "unlocked")) || (data12 === "unknown"))){
validate12.errors = [{instancePath:instancePath+"/lock",schemaPath:"#/properties/lock/enum",keyword:"enum",params:{allowedValues: schema14.properties.lock.enum}}];
return false;
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.protocol !== undefined){
let data13 = data.protocol;
const _errs28 = errors;
if((typeof data13 !== "string") && (!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13))))){
validate12.errors = [{instancePath:instancePath+"/protocol",schemaPath:"#/properties/protocol/type",keyword:"type",params:{type: schema14.properties.protocol.type}}];
return false;
}
const _errs30 = errors;
let valid1 = true;
const _errs31 = errors;
if(typeof data13 !== "string"){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid0 = _errs31 === errors;
errors = _errs30;
if(vErrors !== null){
if(_errs30){
vErrors.length = _errs30;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs33 = errors;
if(!(((data13 === "console") || (data13 === "ica")) || (data13 === "rdp"))){
validate12.errors = [{instancePath:instancePath+"/protocol",schemaPath:"#/properties/protocol/then/enum",keyword:"enum",params:{allowedValues: schema14.properties.protocol.then.enum}}];
return false;
}
var _valid0 = _errs33 === errors;
valid1 = _valid0;
ifClause0 = "then";
}
else {
const _errs34 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate12.errors = [{instancePath:instancePath+"/protocol",schemaPath:"#/properties/protocol/else/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs34){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 65535 || isNaN(data13)){
validate12.errors = [{instancePath:instancePath+"/protocol",schemaPath:"#/properties/protocol/else/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data13 < 0 || isNaN(data13)){
validate12.errors = [{instancePath:instancePath+"/protocol",schemaPath:"#/properties/protocol/else/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var _valid0 = _errs34 === errors;
valid1 = _valid0;
ifClause0 = "else";
}
if(!valid1){
const err1 = {instancePath:instancePath+"/protocol",schemaPath:"#/properties/protocol/if",keyword:"if",params:{failingKeyword: ifClause0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate12.errors = vErrors;
return false;
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.remote !== undefined){
const _errs36 = errors;
if(typeof data.remote !== "boolean"){
validate12.errors = [{instancePath:instancePath+"/remote",schemaPath:"#/properties/remote/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs36 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.client !== undefined){
let data15 = data.client;
const _errs38 = errors;
const _errs39 = errors;
let valid2 = true;
const _errs40 = errors;
if(data15 !== null){
const err2 = {};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid1 = _errs40 === errors;
errors = _errs39;
if(vErrors !== null){
if(_errs39){
vErrors.length = _errs39;
}
else {
vErrors = null;
}
}
if(!_valid1){
const _errs42 = errors;
if(!(validate13(data15, {instancePath:instancePath+"/client",parentData:data,parentDataProperty:"client",rootData}))){
vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors);
errors = vErrors.length;
}
var _valid1 = _errs42 === errors;
valid2 = _valid1;
}
if(!valid2){
const err3 = {instancePath:instancePath+"/client",schemaPath:"#/properties/client/if",keyword:"if",params:{failingKeyword: "else"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate12.errors = vErrors;
return false;
}
var valid0 = _errs38 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.incomingBytes !== undefined){
let data16 = data.incomingBytes;
const _errs43 = errors;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
validate12.errors = [{instancePath:instancePath+"/incomingBytes",schemaPath:"#/properties/incomingBytes/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs43){
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 < 0 || isNaN(data16)){
validate12.errors = [{instancePath:instancePath+"/incomingBytes",schemaPath:"#/properties/incomingBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs43 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outgoingBytes !== undefined){
let data17 = data.outgoingBytes;
const _errs45 = errors;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
validate12.errors = [{instancePath:instancePath+"/outgoingBytes",schemaPath:"#/properties/outgoingBytes/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs45){
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 < 0 || isNaN(data17)){
validate12.errors = [{instancePath:instancePath+"/outgoingBytes",schemaPath:"#/properties/outgoingBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs45 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.incomingFrames !== undefined){
let data18 = data.incomingFrames;
const _errs47 = errors;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
validate12.errors = [{instancePath:instancePath+"/incomingFrames",schemaPath:"#/properties/incomingFrames/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs47){
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 < 0 || isNaN(data18)){
validate12.errors = [{instancePath:instancePath+"/incomingFrames",schemaPath:"#/properties/incomingFrames/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs47 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outgoingFrames !== undefined){
let data19 = data.outgoingFrames;
const _errs49 = errors;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
validate12.errors = [{instancePath:instancePath+"/outgoingFrames",schemaPath:"#/properties/outgoingFrames/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs49){
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 < 0 || isNaN(data19)){
validate12.errors = [{instancePath:instancePath+"/outgoingFrames",schemaPath:"#/properties/outgoingFrames/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs49 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.incomingCompressedBytes !== undefined){
let data20 = data.incomingCompressedBytes;
const _errs51 = errors;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
validate12.errors = [{instancePath:instancePath+"/incomingCompressedBytes",schemaPath:"#/properties/incomingCompressedBytes/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs51){
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 0 || isNaN(data20)){
validate12.errors = [{instancePath:instancePath+"/incomingCompressedBytes",schemaPath:"#/properties/incomingCompressedBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs51 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outgoingCompressedBytes !== undefined){
let data21 = data.outgoingCompressedBytes;
const _errs53 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate12.errors = [{instancePath:instancePath+"/outgoingCompressedBytes",schemaPath:"#/properties/outgoingCompressedBytes/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs53){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 0 || isNaN(data21)){
validate12.errors = [{instancePath:instancePath+"/outgoingCompressedBytes",schemaPath:"#/properties/outgoingCompressedBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs53 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.initialProgram !== undefined){
const _errs55 = errors;
if(typeof data.initialProgram !== "string"){
validate12.errors = [{instancePath:instancePath+"/initialProgram",schemaPath:"#/properties/initialProgram/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs55 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.applicationName !== undefined){
const _errs57 = errors;
if(typeof data.applicationName !== "string"){
validate12.errors = [{instancePath:instancePath+"/applicationName",schemaPath:"#/properties/applicationName/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs57 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.workingDirectory !== undefined){
const _errs59 = errors;
if(typeof data.workingDirectory !== "string"){
validate12.errors = [{instancePath:instancePath+"/workingDirectory",schemaPath:"#/properties/workingDirectory/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs59 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.oemId !== undefined){
const _errs61 = errors;
if(typeof data.oemId !== "string"){
validate12.errors = [{instancePath:instancePath+"/oemId",schemaPath:"#/properties/oemId/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs61 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.config !== undefined){
let data26 = data.config;
const _errs63 = errors;
const _errs64 = errors;
if(errors === _errs64){
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
const _errs66 = errors;
for(const key1 in data26){
if(!(func2.call(schema17.properties, key1))){
validate12.errors = [{instancePath:instancePath+"/config",schemaPath:"#/definitions/config/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs66 === errors){
if(data26.version !== undefined){
let data27 = data26.version;
const _errs67 = errors;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
validate12.errors = [{instancePath:instancePath+"/config/version",schemaPath:"#/definitions/config/properties/version/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs67){
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 4294967295 || isNaN(data27)){
validate12.errors = [{instancePath:instancePath+"/config/version",schemaPath:"#/definitions/config/properties/version/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data27 < 0 || isNaN(data27)){
validate12.errors = [{instancePath:instancePath+"/config/version",schemaPath:"#/definitions/config/properties/version/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid4 = _errs67 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data26.connectClientDrivesAtLogon !== undefined){
let data28 = data26.connectClientDrivesAtLogon;
const _errs69 = errors;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
validate12.errors = [{instancePath:instancePath+"/config/connectClientDrivesAtLogon",schemaPath:"#/definitions/config/properties/connectClientDrivesAtLogon/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs69){
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 4294967295 || isNaN(data28)){
validate12.errors = [{instancePath:instancePath+"/config/connectClientDrivesAtLogon",schemaPath:"#/definitions/config/properties/connectClientDrivesAtLogon/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data28 < 0 || isNaN(data28)){
validate12.errors = [{instancePath:instancePath+"/config/connectClientDrivesAtLogon",schemaPath:"#/definitions/config/properties/connectClientDrivesAtLogon/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid4 = _errs69 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data26.connectPrinterAtLogon !== undefined){
let data29 = data26.connectPrinterAtLogon;
const _errs71 = errors;
if(!(((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29))) && (isFinite(data29)))){
validate12.errors = [{instancePath:instancePath+"/config/connectPrinterAtLogon",schemaPath:"#/definitions/config/properties/connectPrinterAtLogon/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs71){
if((typeof data29 == "number") && (isFinite(data29))){
if(data29 > 4294967295 || isNaN(data29)){
validate12.errors = [{instancePath:instancePath+"/config/connectPrinterAtLogon",schemaPath:"#/definitions/config/properties/connectPrinterAtLogon/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data29 < 0 || isNaN(data29)){
validate12.errors = [{instancePath:instancePath+"/config/connectPrinterAtLogon",schemaPath:"#/definitions/config/properties/connectPrinterAtLogon/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid4 = _errs71 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data26.disablePrinterRedirection !== undefined){
let data30 = data26.disablePrinterRedirection;
const _errs73 = errors;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
validate12.errors = [{instancePath:instancePath+"/config/disablePrinterRedirection",schemaPath:"#/definitions/config/properties/disablePrinterRedirection/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs73){
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 4294967295 || isNaN(data30)){
validate12.errors = [{instancePath:instancePath+"/config/disablePrinterRedirection",schemaPath:"#/definitions/config/properties/disablePrinterRedirection/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data30 < 0 || isNaN(data30)){
validate12.errors = [{instancePath:instancePath+"/config/disablePrinterRedirection",schemaPath:"#/definitions/config/properties/disablePrinterRedirection/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid4 = _errs73 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data26.disableDefaultMainClientPrinter !== undefined){
let data31 = data26.disableDefaultMainClientPrinter;
const _errs75 = errors;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
validate12.errors = [{instancePath:instancePath+"/config/disableDefaultMainClientPrinter",schemaPath:"#/definitions/config/properties/disableDefaultMainClientPrinter/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs75){
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 4294967295 || isNaN(data31)){
validate12.errors = [{instancePath:instancePath+"/config/disableDefaultMainClientPrinter",schemaPath:"#/definitions/config/properties/disableDefaultMainClientPrinter/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data31 < 0 || isNaN(data31)){
validate12.errors = [{instancePath:instancePath+"/config/disableDefaultMainClientPrinter",schemaPath:"#/definitions/config/properties/disableDefaultMainClientPrinter/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid4 = _errs75 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data26.shadowSettings !== undefined){
let data32 = data26.shadowSettings;
const _errs77 = errors;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
validate12.errors = [{instancePath:instancePath+"/config/shadowSettings",schemaPath:"#/definitions/config/properties/shadowSettings/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs77){
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 4294967295 || isNaN(data32)){
validate12.errors = [{instancePath:instancePath+"/config/shadowSettings",schemaPath:"#/definitions/config/properties/shadowSettings/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data32 < 0 || isNaN(data32)){
validate12.errors = [{instancePath:instancePath+"/config/shadowSettings",schemaPath:"#/definitions/config/properties/shadowSettings/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid4 = _errs77 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data26.logonUserName !== undefined){
const _errs79 = errors;
if(typeof data26.logonUserName !== "string"){
validate12.errors = [{instancePath:instancePath+"/config/logonUserName",schemaPath:"#/definitions/config/properties/logonUserName/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs79 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data26.logonDomain !== undefined){
const _errs81 = errors;
if(typeof data26.logonDomain !== "string"){
validate12.errors = [{instancePath:instancePath+"/config/logonDomain",schemaPath:"#/definitions/config/properties/logonDomain/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs81 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data26.workDirectory !== undefined){
const _errs83 = errors;
if(typeof data26.workDirectory !== "string"){
validate12.errors = [{instancePath:instancePath+"/config/workDirectory",schemaPath:"#/definitions/config/properties/workDirectory/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs83 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data26.initialProgram !== undefined){
const _errs85 = errors;
if(typeof data26.initialProgram !== "string"){
validate12.errors = [{instancePath:instancePath+"/config/initialProgram",schemaPath:"#/definitions/config/properties/initialProgram/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs85 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data26.applicationName !== undefined){
const _errs87 = errors;
if(typeof data26.applicationName !== "string"){
validate12.errors = [{instancePath:instancePath+"/config/applicationName",schemaPath:"#/definitions/config/properties/applicationName/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs87 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/config",schemaPath:"#/definitions/config/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs63 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.virtualAddress !== undefined){
let data38 = data.virtualAddress;
const _errs89 = errors;
if((typeof data38 !== "string") && (data38 !== null)){
validate12.errors = [{instancePath:instancePath+"/virtualAddress",schemaPath:"#/properties/virtualAddress/type",keyword:"type",params:{type: schema14.properties.virtualAddress.type}}];
return false;
}
var valid0 = _errs89 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.activityId !== undefined){
let data39 = data.activityId;
const _errs91 = errors;
if((typeof data39 !== "string") && (data39 !== null)){
validate12.errors = [{instancePath:instancePath+"/activityId",schemaPath:"#/properties/activityId/type",keyword:"type",params:{type: schema14.properties.activityId.type}}];
return false;
}
if(errors === _errs91){
if(typeof data39 === "string"){
if(!pattern7.test(data39)){
validate12.errors = [{instancePath:instancePath+"/activityId",schemaPath:"#/properties/activityId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}}];
return false;
}
}
}
var valid0 = _errs91 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.capabilities !== undefined){
let data40 = data.capabilities;
const _errs93 = errors;
if((!(Array.isArray(data40))) && (data40 !== null)){
validate12.errors = [{instancePath:instancePath+"/capabilities",schemaPath:"#/properties/capabilities/type",keyword:"type",params:{type: schema14.properties.capabilities.type}}];
return false;
}
if(errors === _errs93){
if(Array.isArray(data40)){
var valid5 = true;
const len0 = data40.length;
for(let i0=0; i0<len0; i0++){
let data41 = data40[i0];
const _errs95 = errors;
if(!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41)))){
validate12.errors = [{instancePath:instancePath+"/capabilities/" + i0,schemaPath:"#/properties/capabilities/items/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs95){
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 > 4294967295 || isNaN(data41)){
validate12.errors = [{instancePath:instancePath+"/capabilities/" + i0,schemaPath:"#/properties/capabilities/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data41 < 0 || isNaN(data41)){
validate12.errors = [{instancePath:instancePath+"/capabilities/" + i0,schemaPath:"#/properties/capabilities/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid5 = _errs95 === errors;
if(!valid5){
break;
}
}
}
}
var valid0 = _errs93 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate12.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate12.errors = vErrors;
return errors === 0;
}


function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema13.properties, key0))){
validate11.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.name !== undefined){
let data0 = data.name;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern1.test(data0)){
validate11.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "[^\\s]"}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.local !== undefined){
const _errs4 = errors;
if(typeof data.local !== "boolean"){
validate11.errors = [{instancePath:instancePath+"/local",schemaPath:"#/properties/local/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.windows !== undefined){
let data2 = data.windows;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern2.test(data2)){
validate11.errors = [{instancePath:instancePath+"/windows",schemaPath:"#/properties/windows/pattern",keyword:"pattern",params:{pattern: "^\\d+(\\.\\d+)*$"}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/windows",schemaPath:"#/properties/windows/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.consoleSessionId !== undefined){
let data3 = data.consoleSessionId;
const _errs8 = errors;
if((!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))) && (data3 !== null)){
validate11.errors = [{instancePath:instancePath+"/consoleSessionId",schemaPath:"#/properties/consoleSessionId/type",keyword:"type",params:{type: schema13.properties.consoleSessionId.type}}];
return false;
}
if(errors === _errs8){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 4294967293 || isNaN(data3)){
validate11.errors = [{instancePath:instancePath+"/consoleSessionId",schemaPath:"#/properties/consoleSessionId/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967293}}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate11.errors = [{instancePath:instancePath+"/consoleSessionId",schemaPath:"#/properties/consoleSessionId/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.glassSessionId !== undefined){
let data4 = data.glassSessionId;
const _errs10 = errors;
if((!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))) && (data4 !== null)){
validate11.errors = [{instancePath:instancePath+"/glassSessionId",schemaPath:"#/properties/glassSessionId/type",keyword:"type",params:{type: schema13.properties.glassSessionId.type}}];
return false;
}
if(errors === _errs10){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 4294967293 || isNaN(data4)){
validate11.errors = [{instancePath:instancePath+"/glassSessionId",schemaPath:"#/properties/glassSessionId/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967293}}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate11.errors = [{instancePath:instancePath+"/glassSessionId",schemaPath:"#/properties/glassSessionId/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.termService !== undefined){
let data5 = data.termService;
const _errs12 = errors;
if(typeof data5 !== "string"){
validate11.errors = [{instancePath:instancePath+"/termService",schemaPath:"#/properties/termService/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!(((((((data5 === "stopped") || (data5 === "startPending")) || (data5 === "stopPending")) || (data5 === "running")) || (data5 === "continuePending")) || (data5 === "pausePending")) || (data5 === "paused"))){
validate11.errors = [{instancePath:instancePath+"/termService",schemaPath:"#/properties/termService/enum",keyword:"enum",params:{allowedValues: schema13.properties.termService.enum}}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lsm !== undefined){
let data6 = data.lsm;
const _errs14 = errors;
if(typeof data6 !== "string"){
validate11.errors = [{instancePath:instancePath+"/lsm",schemaPath:"#/properties/lsm/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!(((((((data6 === "stopped") || (data6 === "startPending")) || (data6 === "stopPending")) || (data6 === "running")) || (data6 === "continuePending")) || (data6 === "pausePending")) || (data6 === "paused"))){
validate11.errors = [{instancePath:instancePath+"/lsm",schemaPath:"#/properties/lsm/enum",keyword:"enum",params:{allowedValues: schema13.properties.lsm.enum}}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.unreachable !== undefined){
const _errs16 = errors;
if(typeof data.unreachable !== "boolean"){
validate11.errors = [{instancePath:instancePath+"/unreachable",schemaPath:"#/properties/unreachable/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.clockOffset !== undefined){
let data8 = data.clockOffset;
const _errs18 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate11.errors = [{instancePath:instancePath+"/clockOffset",schemaPath:"#/properties/clockOffset/type",keyword:"type",params:{type: "integer"}}];
return false;
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessions !== undefined){
let data9 = data.sessions;
const _errs20 = errors;
if(errors === _errs20){
if(Array.isArray(data9)){
var valid1 = true;
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
const _errs22 = errors;
if(!(validate12(data9[i0], {instancePath:instancePath+"/sessions/" + i0,parentData:data9,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
var valid1 = _errs22 === errors;
if(!valid1){
break;
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/sessions",schemaPath:"#/properties/sessions/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.processes !== undefined){
let data11 = data.processes;
const _errs23 = errors;
if(errors === _errs23){
if(Array.isArray(data11)){
var valid2 = true;
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
let data12 = data11[i1];
const _errs25 = errors;
const _errs26 = errors;
if(errors === _errs26){
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
const _errs28 = errors;
for(const key1 in data12){
if(!(func2.call(schema18.properties, key1))){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1,schemaPath:"#/definitions/process/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs28 === errors){
if(data12.pid !== undefined){
let data13 = data12.pid;
const _errs29 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/pid",schemaPath:"#/definitions/process/properties/pid/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs29){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 4294967295 || isNaN(data13)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/pid",schemaPath:"#/definitions/process/properties/pid/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data13 < 0 || isNaN(data13)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/pid",schemaPath:"#/definitions/process/properties/pid/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid4 = _errs29 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data12.name !== undefined){
let data14 = data12.name;
const _errs31 = errors;
if((typeof data14 !== "string") && (data14 !== null)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/name",schemaPath:"#/definitions/process/properties/name/type",keyword:"type",params:{type: schema18.properties.name.type}}];
return false;
}
var valid4 = _errs31 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data12.sessionId !== undefined){
let data15 = data12.sessionId;
const _errs33 = errors;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/sessionId",schemaPath:"#/definitions/process/properties/sessionId/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs33){
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 4294967293 || isNaN(data15)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/sessionId",schemaPath:"#/definitions/process/properties/sessionId/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967293}}];
return false;
}
else {
if(data15 < 0 || isNaN(data15)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/sessionId",schemaPath:"#/definitions/process/properties/sessionId/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid4 = _errs33 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data12.sid !== undefined){
let data16 = data12.sid;
const _errs35 = errors;
if((typeof data16 !== "string") && (data16 !== null)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/sid",schemaPath:"#/definitions/process/properties/sid/type",keyword:"type",params:{type: schema18.properties.sid.type}}];
return false;
}
var valid4 = _errs35 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data12.threads !== undefined){
let data17 = data12.threads;
const _errs37 = errors;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/threads",schemaPath:"#/definitions/process/properties/threads/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs37){
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 4294967295 || isNaN(data17)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/threads",schemaPath:"#/definitions/process/properties/threads/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data17 < 0 || isNaN(data17)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/threads",schemaPath:"#/definitions/process/properties/threads/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid4 = _errs37 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data12.handles !== undefined){
let data18 = data12.handles;
const _errs39 = errors;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/handles",schemaPath:"#/definitions/process/properties/handles/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs39){
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 4294967295 || isNaN(data18)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/handles",schemaPath:"#/definitions/process/properties/handles/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data18 < 0 || isNaN(data18)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/handles",schemaPath:"#/definitions/process/properties/handles/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid4 = _errs39 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data12.pagefileUsage !== undefined){
let data19 = data12.pagefileUsage;
const _errs41 = errors;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/pagefileUsage",schemaPath:"#/definitions/process/properties/pagefileUsage/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs41){
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 < 0 || isNaN(data19)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/pagefileUsage",schemaPath:"#/definitions/process/properties/pagefileUsage/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid4 = _errs41 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data12.peakPagefileUsage !== undefined){
let data20 = data12.peakPagefileUsage;
const _errs43 = errors;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/peakPagefileUsage",schemaPath:"#/definitions/process/properties/peakPagefileUsage/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs43){
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 0 || isNaN(data20)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/peakPagefileUsage",schemaPath:"#/definitions/process/properties/peakPagefileUsage/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid4 = _errs43 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data12.workingSetSize !== undefined){
let data21 = data12.workingSetSize;
const _errs45 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/workingSetSize",schemaPath:"#/definitions/process/properties/workingSetSize/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs45){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 0 || isNaN(data21)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/workingSetSize",schemaPath:"#/definitions/process/properties/workingSetSize/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid4 = _errs45 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data12.peakWorkingSetSize !== undefined){
let data22 = data12.peakWorkingSetSize;
const _errs47 = errors;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/peakWorkingSetSize",schemaPath:"#/definitions/process/properties/peakWorkingSetSize/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs47){
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 < 0 || isNaN(data22)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/peakWorkingSetSize",schemaPath:"#/definitions/process/properties/peakWorkingSetSize/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid4 = _errs47 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data12.userTime !== undefined){
let data23 = data12.userTime;
const _errs49 = errors;
if(errors === _errs49){
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 < 0 || isNaN(data23)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/userTime",schemaPath:"#/definitions/process/properties/userTime/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/userTime",schemaPath:"#/definitions/process/properties/userTime/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid4 = _errs49 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data12.kernelTime !== undefined){
let data24 = data12.kernelTime;
const _errs51 = errors;
if(errors === _errs51){
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 < 0 || isNaN(data24)){
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/kernelTime",schemaPath:"#/definitions/process/properties/kernelTime/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/processes/" + i1+"/kernelTime",schemaPath:"#/definitions/process/properties/kernelTime/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid4 = _errs51 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/processes/" + i1,schemaPath:"#/definitions/process/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid2 = _errs25 === errors;
if(!valid2){
break;
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/processes",schemaPath:"#/properties/processes/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.accounts !== undefined){
let data25 = data.accounts;
const _errs53 = errors;
if(errors === _errs53){
if(Array.isArray(data25)){
var valid5 = true;
const len2 = data25.length;
for(let i2=0; i2<len2; i2++){
let data26 = data25[i2];
const _errs55 = errors;
const _errs56 = errors;
if(errors === _errs56){
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
let missing0;
if(((data26.sid === undefined) && (missing0 = "sid")) || ((data26.name === undefined) && (missing0 = "name"))){
validate11.errors = [{instancePath:instancePath+"/accounts/" + i2,schemaPath:"#/definitions/account/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs58 = errors;
for(const key2 in data26){
if(!((((key2 === "sid") || (key2 === "name")) || (key2 === "domain")) || (key2 === "use"))){
validate11.errors = [{instancePath:instancePath+"/accounts/" + i2,schemaPath:"#/definitions/account/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs58 === errors){
if(data26.sid !== undefined){
const _errs59 = errors;
if(typeof data26.sid !== "string"){
validate11.errors = [{instancePath:instancePath+"/accounts/" + i2+"/sid",schemaPath:"#/definitions/account/properties/sid/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs59 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data26.name !== undefined){
const _errs61 = errors;
if(typeof data26.name !== "string"){
validate11.errors = [{instancePath:instancePath+"/accounts/" + i2+"/name",schemaPath:"#/definitions/account/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs61 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data26.domain !== undefined){
const _errs63 = errors;
if(typeof data26.domain !== "string"){
validate11.errors = [{instancePath:instancePath+"/accounts/" + i2+"/domain",schemaPath:"#/definitions/account/properties/domain/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs63 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data26.use !== undefined){
let data30 = data26.use;
const _errs65 = errors;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
validate11.errors = [{instancePath:instancePath+"/accounts/" + i2+"/use",schemaPath:"#/definitions/account/properties/use/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs65){
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 4294967295 || isNaN(data30)){
validate11.errors = [{instancePath:instancePath+"/accounts/" + i2+"/use",schemaPath:"#/definitions/account/properties/use/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data30 < 0 || isNaN(data30)){
validate11.errors = [{instancePath:instancePath+"/accounts/" + i2+"/use",schemaPath:"#/definitions/account/properties/use/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid7 = _errs65 === errors;
}
else {
var valid7 = true;
}
}
}
}
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/accounts/" + i2,schemaPath:"#/definitions/account/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid5 = _errs55 === errors;
if(!valid5){
break;
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/accounts",schemaPath:"#/properties/accounts/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs53 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate11.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate11.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.version === undefined) && (missing0 = "version")){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "$schema") || (key0 === "version")) || (key0 === "now")) || (key0 === "caller")) || (key0 === "hosts"))){
validate10.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.$schema !== undefined){
const _errs2 = errors;
if(typeof data.$schema !== "string"){
validate10.errors = [{instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.version !== undefined){
const _errs4 = errors;
if(1 !== data.version){
validate10.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1}}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.now !== undefined){
let data2 = data.now;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate10.errors = [{instancePath:instancePath+"/now",schemaPath:"#/properties/now/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/now",schemaPath:"#/properties/now/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.caller !== undefined){
let data3 = data.caller;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
const _errs10 = errors;
for(const key1 in data3){
if(!((((key1 === "role") || (key1 === "pid")) || (key1 === "sessionId")) || (key1 === "elevated"))){
validate10.errors = [{instancePath:instancePath+"/caller",schemaPath:"#/definitions/caller/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs10 === errors){
if(data3.role !== undefined){
let data4 = data3.role;
const _errs11 = errors;
if(typeof data4 !== "string"){
validate10.errors = [{instancePath:instancePath+"/caller/role",schemaPath:"#/definitions/caller/properties/role/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!(((data4 === "system") || (data4 === "administrator")) || (data4 === "user"))){
validate10.errors = [{instancePath:instancePath+"/caller/role",schemaPath:"#/definitions/caller/properties/role/enum",keyword:"enum",params:{allowedValues: schema12.properties.role.enum}}];
return false;
}
var valid2 = _errs11 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.pid !== undefined){
let data5 = data3.pid;
const _errs13 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate10.errors = [{instancePath:instancePath+"/caller/pid",schemaPath:"#/definitions/caller/properties/pid/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs13){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 4294967295 || isNaN(data5)){
validate10.errors = [{instancePath:instancePath+"/caller/pid",schemaPath:"#/definitions/caller/properties/pid/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate10.errors = [{instancePath:instancePath+"/caller/pid",schemaPath:"#/definitions/caller/properties/pid/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid2 = _errs13 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.sessionId !== undefined){
let data6 = data3.sessionId;
const _errs15 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate10.errors = [{instancePath:instancePath+"/caller/sessionId",schemaPath:"#/definitions/caller/properties/sessionId/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs15){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 4294967293 || isNaN(data6)){
validate10.errors = [{instancePath:instancePath+"/caller/sessionId",schemaPath:"#/definitions/caller/properties/sessionId/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967293}}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate10.errors = [{instancePath:instancePath+"/caller/sessionId",schemaPath:"#/definitions/caller/properties/sessionId/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.elevated !== undefined){
const _errs17 = errors;
if(typeof data3.elevated !== "boolean"){
validate10.errors = [{instancePath:instancePath+"/caller/elevated",schemaPath:"#/definitions/caller/properties/elevated/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid2 = _errs17 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/caller",schemaPath:"#/definitions/caller/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hosts !== undefined){
let data8 = data.hosts;
const _errs19 = errors;
if(errors === _errs19){
if(Array.isArray(data8)){
var valid3 = true;
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
const _errs21 = errors;
if(!(validate11(data8[i0], {instancePath:instancePath+"/hosts/" + i0,parentData:data8,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
var valid3 = _errs21 === errors;
if(!valid3){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/hosts",schemaPath:"#/properties/hosts/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}
