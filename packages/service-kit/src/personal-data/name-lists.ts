const listed = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

/** First names that are common in Denmark (Danmarks Statistik, names of the population), and many of those whose families came later; plainly written: a for å and æ, o for ø. */
export const firstNames = /* @__PURE__ */ listed(`
abdalla abdi abdirahman abdul abdullah abdulrahman adam adil adnan agnes ahlam ahmad ahmed ahmet aisha ajla akram aksel albert
alberte alexander alfred ali alicia alma alvin amal amalie amanda amin amina amir amira amna anas anders andrea andreas anette anita
ann anna anne annelise annette anni anton arne arthur arvid asger asha asta astrid august aya ayan ayman ayse barbara
basma bastian benjamin bent bente berit bertil bilal birger birgit birgitte birthe bjarne bo bodil brian brita britt britta burak camilla
carl carla caroline carsten casper cecilie celina charlotte christian christina christoffer clara claus connie conny dagmar daniel daniela
david deniz dennis diana ditte dorte dorthe ebba ebrahim edith elena elias elif elin elisabeth ella ellen else emil emilia
emilie emine emma emre enes eric erik esma esra ester eva fadi fadumo fahad faisal farah farhan farid fatima fatma faysal felix
ferhat fie filip finn fiona flemming flora frank frederik frederikke freja frida frode georg gerda gert gitte grethe gudrun gunnar
gustav hadi hafsa haider hakan hala halima hamid hamza hana hanan hani hanna hannah hanne hans harald hasan hassan hawa hayat heidi helena
helene helge helle henning henriette henrik henry hodan huda hugo hussain hussein iben ibrahim ida idil idris ilyas
iman imran ines inga inge inger ingrid irene iris isabella isak isam ismail ismal issa ivan jacob jakob jamal jamila jan jane janne janni
jannie jasmin jens jeppe jesper jette jim joakim johan johanne johannes john johnny jonas jonathan jorgen josefine joseph julia julie
julius jytte kadir kaj kamal kamilla kamran karen karim karin karina karl karla karoline karsten kasper kathrine katja katrine kemal
kenneth kent kevin khadija khadra khaled khalid khalil kim kirsten kirstine kjeld klara klaus knud konrad kristian kristine kristoffer
kurt laila lamin lars lasse lauge laura laurits layla leif lena lene leo leyla liam liban lilian lilly lina linda line linus lis lisa
lisbeth lise lissi liva lone lotte louis louise lucas lukas lykke mads magnus mahad mahamed mahdi mahmoud mahmud maiken maja malene
malik malika malou malte marcus maren margit margrethe maria mariam marian marianne marie marius markus martha martin marwa mary
maryam mathias mathilde matilde maya medina mehdi mehmet merete mette mia michal michelle mie mikal mikkel mille mina minna mira
mirza mogens mohamad mohamed mohammad mohammed mona morten mostafa muhammad muhammed murat musa mustafa nabil nada
nadia nadja naima najma nanna nasir nasra natasha nawal nicklas nicolai nicolaj nicoline niels niklas nikolaj nils nina noah
nora oda odin ole olga oliver olivia omar oscar oskar osman otto palle patrick paul pelle per pernille peter pia poul
preben rabia rachid ramadan rami rana randi rania rashid rasmus rebecca rene rikke rima rita robert rolf rosa rumle
rune ruth ryan saba sabah sabrina sad sadia safa safia sagal said saida salah salem saliha salim sally salma sami samia samir samira
samuel sana sandra sanne sara sarah sebastian selin selma shirin sidsel signe sigrid silas silje simon simone siv sofia sofie
sonja soren stefan steffen stella sten stig stine suleiman sumaya susanne sven svend tarek tariq tenna tenzin thea
theis theo theodor thomas thor tim tina tine tobias tom tommy tove trine trols tuan ulla ulrik umar valdemar vera
vibeke victor viggo viktor viktoria villy vilma wafa walid william winnie yahya yasin yasmin yasmine yasser younes youssef
yusra yusuf yvonne zahra zainab zakaria zakariya zara zaynab zeinab zeynep ziad zohra
`);

/** Last names that are common in Denmark and are no patronymics, and those of many whose families came later. */
export const lastNames = /* @__PURE__ */ listed(`
abdi abdullahi abdulle adan aden agerskov ahmad ahmadi ahmed akbar akhtar alawi aldin ali alkhatib amini andersen arslan asghar
attrap aydin aziz bach bak bang bech beck berg bertelsen bilgin bisgard bjerre bonde borg boye brandt bro bruun bulut butt celik cetin
chaudhry christensen christiansen christoffersen clausen dahir dahl dalgard damgard demir dinh dogan duale duong ebrahimi elmi erdogan
farah frandsen friis frost fuglsang gade garad ghulam gul haddad haji hald hamdan hansen hansson haque hashi hashmi
hassan hedegard hersi hjort holm hosseini hussain hussein ibrahim iqbal islam ismail iversen jama jamal jensby jensen jorgensen juhl juul
kahraman kara karimi kaya khalaf khalil khan kilic kirkegard kjar kjeldgard klausen knudsen koch kofod krag kristensen krogh kruse kurt
lam larsen laursen le li lind lund lunding madsen mahamud mahmood malik markussen mehmood mirza mohamed mohammadi mohamud moller
mortensen mouritsen mousa munk musse mustafa nawaz ngo nguyen nielsen nissen norgard nygard olsen omar osman ostergard ottesen
overgard ozcan ozdemir ozturk papfigur pedersen petersen pham poulsen prip provsen qureshi rafiq rahimi rahman rashid rasmussen rasool
ravn riaz rosendal rostami sabir sadiq saed safi said salah saleh schmidt schou sehested shah sharif sheikh siddiqui simonsen
singh skov skovgard sondergard sorensen stage steffensen storm strand sultan svendsen tariq testesen thomsen thygesen toft topal tran
tuncer uddin ugur vestergard vinther vu warsame winther wolff yalcin yasin yildirim yildiz yilmaz yousaf youssef yusuf zaman
`);

/** Names that are ordinary words too, or parts of places: alone, or in small letters, they name nobody. */
export const wordsToo = /* @__PURE__ */ listed(`
ask august bent berg bo bonde borg bro den din ella else eva fie finn frank frost gade gert gul hans har holm i islam jan juul kaj kara
kent kim kirsten koch kruse lam le leif lind line liv liva lone lund lykke mai maren marie may mille min mina mona munk nada nur
oda odin ole otto pelle per rama ravn rosa saba said salah skov sonja stage sten storm strand sultan svend thor tim toft tom tove tran
vera victor viggo vu wolff
`);
